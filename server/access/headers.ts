/** What browsers are told about every page: load nothing foreign, be framed by nobody. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Settings } from '#server/deps.ts';
import { isSecure } from './client.ts';

const YEAR_S = 365 * 24 * 3600;

export function securityHeaders(settings: Settings): MiddlewareHandler {
  const policies = (transport: string | false) => ({
    screen: headers(transport, 'screen'),
    other: headers(transport, 'other'),
  });
  const plain = policies(false);
  const overTls = policies(`max-age=${YEAR_S}`);
  return (c, next) => {
    const page = /^\/player(?:\/|$)/.test(c.req.path) ? 'screen' : 'other';
    return (isSecure(c, settings) ? overTls : plain)[page](c, next);
  };
}

/**
 * @param page screens show pages of other sites in frames, sandboxed by the player; nobody else does
 */
function headers(
  strictTransportSecurity: string | false,
  page: 'screen' | 'other',
): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Server-rendered elements carry their styles inside declarative shadow roots, as <style>
      // elements and style attributes; a nonce can't reach those. Scripts stay strict.
      styleSrc: ["'self'", "'unsafe-inline'"],
      // blob: what the player has in its cache, and previews of files before they are sent
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      // 'self' holds for the WebSocket of the same origin, too (CSP 3, section 6.7.2.8)
      // https: a screen asks another site whether it is there before it shows it
      connectSrc: ["'self'", 'blob:', ...(page === 'screen' ? ['https:'] : [])],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      objectSrc: ["'none'"],
      frameSrc: [page === 'screen' ? 'https:' : "'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    strictTransportSecurity,
    permissionsPolicy: {
      autoplay: ['self'],
      fullscreen: ['self'],
      screenWakeLock: ['self'],
      camera: [],
      microphone: [],
      geolocation: [],
      payment: [],
      usb: [],
      displayCapture: [],
    },
    // a handler that knows better (a download's own policy) keeps its word
    overwrite: false,
  });
}
