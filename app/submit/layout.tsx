export { default } from "../made-for-reader";
