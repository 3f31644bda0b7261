export { default, generateMetadata } from "./accounts/page";
