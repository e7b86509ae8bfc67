/** Uploads bytes as the console does: tus, in pieces. Answers the asset's id. */
import { Upload } from 'tus-js-client';

export function uploadFile(
  url: string,
  cookie: string,
  bytes: Uint8Array,
  metadata: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(Buffer.from(bytes), {
      endpoint: `${url}/api/uploads`,
      headers: { cookie },
      chunkSize: 1024 * 1024,
      metadata,
      onError: reject,
      onSuccess: ({ lastResponse }) => {
        const id = lastResponse.getHeader('X-Asset-Id');
        if (id) resolve(id);
        else reject(new Error('the finished upload named no asset'));
      },
    });
    upload.start();
  });
}
