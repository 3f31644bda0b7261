import { json, receivedFile, refused } from "@/app/received-file";

/** Says what an import of the file in the body would do. */
export async function POST(request: Request) {
  try {
    return json(
      await receivedFile(request, request.signal, (caller, upload) => caller.ingest.check(upload)),
    );
  } catch (error) {
    return refused(error);
  }
}
