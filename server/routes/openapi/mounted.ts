/**
 * Operations whose handlers are applications of their own (`../uploads.ts` speaks tus, `../media.ts`
 * serves bytes): described here, enforced there, walked by the access test like all others.
 */
import { type RouteConfig, z } from '@hono/zod-openapi';
import { Whose } from '#shared/api/planning.ts';
import { Sha256 } from '#shared/frame/manifest.ts';
import { Problem } from './components.ts';

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});
const bytes = (type: string) => ({ content: { [type]: { schema: z.string() } } });

/** The upload's own name, given by POST in `Location`. */
const upload = { params: z.object({ id: z.string() }) };
const ownUpload = { tags: ['assets'], 'x-access': 'own upload', request: upload };

export const mountedOperations: readonly RouteConfig[] = [
  {
    method: 'options',
    path: '/api/uploads',
    tags: ['assets'],
    summary: 'What this server can do of tus, and the largest size in `Tus-Max-Size`',
    'x-access': 'public',
    security: [],
    responses: { 204: { description: 'Told in headers' } },
  },
  {
    method: 'post',
    path: '/api/uploads',
    tags: ['assets'],
    summary:
      'Begins an upload (tus 1.0); Upload-Metadata: filename, unitId, title, themes (by commas)',
    'x-access': { action: 'asset.upload', unit: 'unitId' },
    responses: {
      201: { description: 'Begun; `Location` names the upload' },
      401: refused('signInNeeded'),
      403: refused('notAllowed, crossSite'),
      404: refused('notFound'),
      413: refused('fileTooLarge'),
    },
  },
  {
    ...ownUpload,
    method: 'head',
    path: '/api/uploads/{id}',
    summary: 'How far the upload is; `X-Asset-Id` once it is finished',
    responses: { 200: { description: 'Known' }, 404: { description: 'Unknown, or not one’s own' } },
  },
  {
    ...ownUpload,
    method: 'patch',
    path: '/api/uploads/{id}',
    summary: 'Sends bytes; the last of them makes the asset, named by `X-Asset-Id`',
    responses: { 204: { description: 'Kept' }, 404: { description: 'Unknown, or not one’s own' } },
  },
  {
    ...ownUpload,
    method: 'delete',
    path: '/api/uploads/{id}',
    summary: 'Gives the upload up',
    responses: { 204: { description: 'Gone' }, 404: { description: 'Unknown, or not one’s own' } },
  },
  {
    method: 'get',
    path: '/media/{sha256}',
    tags: ['assets'],
    summary:
      'Bytes by their hash, in ranges; for people, and for screens whose programme names them',
    'x-access': { action: 'asset.read', orScreen: true },
    request: { params: z.object({ sha256: Sha256 }) },
    responses: {
      200: { description: 'All of it', ...bytes('application/octet-stream') },
      206: { description: 'The range asked for', ...bytes('application/octet-stream') },
      404: refused('notFound'),
    },
  },
  {
    method: 'get',
    path: '/manifests/{id}',
    tags: ['screens'],
    summary:
      'A manifest by its hash; for screens that are to play it, and for people: what a screen was last told, or what the screen that they name had, or will have, at an instant',
    'x-access': { action: 'screen.read', orScreen: true },
    request: { params: z.object({ id: Sha256 }), query: Whose.partial() },
    responses: {
      200: {
        description: 'The very bytes that its id is the hash of',
        ...bytes('application/json'),
      },
      404: refused('notFound'),
    },
  },
];
