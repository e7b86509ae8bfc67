/**
 * Other people's web site, over https as web items must be: one page that is well, one that never
 * answers, and one that answers when it is asked whether it is there but never sends its page.
 */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** Made for these tests, known to everybody, trusted by nobody: browsers under test ignore that. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgD+R1p/3RGQARltB4
oZvWBg3GbxEWI6z2/3A+/oBVVKuhRANCAAQWrxsryB4EnB+KuhwrrnzSMGkupF22
EBwU8bZEPTKeTfpr9f1zCfzHm6K5qjl/bq0+PxFClPuUPkhkmPlM7GBL
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUP+K+x/scjoevkpxxrRgx29IkjO4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA3MDQ0MVoYDzIxMjYxMDMw
MDcwNDQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQWrxsryB4EnB+KuhwrrnzSMGkupF22EBwU8bZEPTKeTfpr9f1zCfzH
m6K5qjl/bq0+PxFClPuUPkhkmPlM7GBLo2kwZzAdBgNVHQ4EFgQUOYhhgv+NhfFh
2WT/SXo+BdFg0SowHwYDVR0jBBgwFoAUOYhhgv+NhfFh2WT/SXo+BdFg0SowDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAN/BCSpLQKPl1KDpnHZ4+0ttMuXZBgtBQ4aNvKsP74qVAiEAvmokv5oJ
wPjdby5SoQ8O0OMZ91yTJqfd1sCImzojpCk=
-----END CERTIFICATE-----`;

export type StrangeSite = {
  readonly well: string;
  readonly deaf: string;
  readonly hanging: string;
  /** nobody listens there */
  readonly gone: string;
  /** paths that were asked for */
  readonly asked: readonly string[];
  stop(): Promise<void>;
};

export async function startStrangeSite(colour: string): Promise<StrangeSite> {
  const asked: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/deaf') return;
    if (request.url === '/hanging' && request.method !== 'HEAD') return;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<!doctype html><body style="margin:0;background:${colour}">
       <a href="https://example.invalid/" target="_top" style="position:fixed;inset:0">away</a>
       <script>try { top.location = 'https://example.invalid/'; } catch {}</script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = (port: number, path: string) => `https://localhost:${port}${path}`;
  const { port } = server.address() as AddressInfo;
  return {
    well: at(port, '/well'),
    deaf: at(port, '/deaf'),
    hanging: at(port, '/hanging'),
    gone: at(1, '/gone'),
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
