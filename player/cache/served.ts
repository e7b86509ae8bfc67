/**
 * Whether the service worker answers for a file. Asked, not assumed: the worker in charge may be of
 * an older build that lets the address through to the server.
 */
export function servedBy(
  fetch: (path: string, init: RequestInit) => Promise<Response>,
  workerInCharge: () => boolean,
): (address: string, bytes: number) => Promise<boolean> {
  return async (address, bytes) => {
    if (!workerInCharge()) return false;
    try {
      const { status, headers } = await fetch(address, { method: 'HEAD', cache: 'no-store' });
      return status === 200 && headers.get('content-length') === String(bytes);
    } catch {
      return false;
    }
  };
}
