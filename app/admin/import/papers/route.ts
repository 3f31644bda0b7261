import { progressAnswer } from "@/app/progress-answer";
import { receivedFile } from "@/app/received-file";

/** Imports the papers of the file in the body. Answers with its progress, a line of JSON each. */
export function POST(request: Request) {
  return progressAnswer(request.signal, (signal, tell) =>
    receivedFile(request, signal, async (caller, upload) => {
      const onProgress = ({ read }: { read: number }) => tell({ progress: read });
      return { done: await caller.ingest.import({ ...upload, onProgress }) };
    }),
  );
}
