/**
 * Pairing of screens in the manner of RFC 8628: the screen asks for a code and polls; a signed-in
 * technician types the code and so claims the screen (`POST /api/screens`).
 */
import { z } from 'zod';
import { baseUrl, clientAddress, subscriber } from '#server/access/client.ts';
import type { Limits } from '#server/access/limits.ts';
import { hashSecret, newSecret } from '#server/access/secrets.ts';
import type { Viewer } from '#server/access/viewer.ts';
import { type PairingRecord, type Store, Taken } from '#server/store/port.ts';
import { Refusal } from '#shared/api/problems.ts';
import { PairingTokenInput } from '#shared/api/resources.ts';
import { Pairing, PairingToken } from './openapi/components.ts';
import { type RouteDeps, route } from './route.ts';
import { newUserCode, normalUserCode } from './user-code.ts';

const LIFETIME_S = 600;
const INTERVAL_S = 3;
/** How much sooner than asked a poll may arrive: networks bunch up what was sent evenly. */
const TOLERANCE_MS = 500;

export const pairingRoutes = [
  route({
    method: 'post',
    path: '/api/pairings',
    tag: 'pairing',
    summary: 'A screen asks for a code (RFC 8628, section 3.2)',
    access: 'public',
    answer: Pairing,
    status: 201,
    refuses: ['tooManyTries'],
    handle: async ({ c }, deps) => {
      await deps.limits.pairing(subscriber(clientAddress(c, deps.settings)));
      const deviceCode = newSecret(deps.randomBytes);
      const userCode = await insertPairing(deps, hashSecret(deviceCode));
      const verificationUri = `${baseUrl(c, deps.settings)}/pair`;
      return {
        deviceCode,
        userCode,
        verificationUri,
        verificationUriComplete: `${verificationUri}?code=${userCode}`,
        interval: INTERVAL_S,
        expiresIn: LIFETIME_S,
      };
    },
  }),

  route({
    method: 'post',
    path: '/api/pairings/token',
    tag: 'pairing',
    summary: 'A screen asks whether it was claimed (RFC 8628, sections 3.4 and 3.5)',
    access: 'public',
    body: PairingTokenInput,
    answer: PairingToken,
    refuses: ['authorization_pending', 'slow_down', 'expired_token'],
    handle: async ({ body }, { store, now, randomBytes, serverKey }) => {
      const hash = hashSecret(body.deviceCode);
      const pairing = await store.pairings.byDeviceCode(hash);
      if (pairing === null || pairing.expiresAt <= now()) throw new Refusal('expired_token');
      const { lastPolledAt, screenId } = pairing;
      await store.pairings.polled(hash, now());
      if (lastPolledAt !== null && now() - lastPolledAt < INTERVAL_S * 1000 - TOLERANCE_MS) {
        throw new Refusal('slow_down');
      }
      if (screenId === null) throw new Refusal('authorization_pending');
      const token = newSecret(randomBytes);
      await store.pairings.complete(hash, screenId, hashSecret(token));
      return { screenId, token, serverKey };
    },
  }),

  route({
    method: 'get',
    path: '/api/pairings/{userCode}',
    tag: 'pairing',
    summary: 'Whether a screen waits with this code; for whoever may claim it',
    access: { action: 'screen.manage' },
    answer: z.object({ userCode: z.string(), expiresIn: z.int() }),
    refuses: ['unknownUserCode', 'tooManyTries'],
    handle: async ({ viewer, params }, { store, limits, now }) => {
      const pairing = await waitingPairing(store, limits, viewer, params.userCode, now());
      const expiresIn = Math.ceil((pairing.expiresAt - now()) / 1000);
      return { userCode: pairing.userCode, expiresIn };
    },
  }),
];

/** The unclaimed pairing that a person's typing names; wrong guesses are counted. */
export async function waitingPairing(
  store: Store,
  limits: Limits,
  viewer: Viewer,
  typed: string,
  now: number,
): Promise<PairingRecord> {
  await limits.userCode(viewer.person.id);
  const userCode = normalUserCode(typed);
  const pairing = userCode === null ? null : await store.pairings.byUserCode(userCode, now);
  if (pairing === null || pairing.screenId !== null) throw new Refusal('unknownUserCode');
  await limits.userCodeFound(viewer.person.id);
  return pairing;
}

async function insertPairing(
  { store, now, randomBytes }: RouteDeps,
  deviceCodeHash: string,
): Promise<string> {
  await store.pairings.prune(now());
  // 20^8 codes: even with thousands waiting a second throw is hardly ever needed
  for (let tries = 0; ; tries += 1) {
    const userCode = newUserCode(randomBytes);
    try {
      await store.pairings.insert({
        deviceCodeHash,
        userCode,
        expiresAt: now() + LIFETIME_S * 1000,
      });
      return userCode;
    } catch (error) {
      if (!(error instanceof Taken) || tries === 3) throw error;
    }
  }
}
