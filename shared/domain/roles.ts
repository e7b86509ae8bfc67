/**
 * Roles and what each may do. A role is held at a unit and reaches everything below it, nothing
 * beside or above it. This table is the only place that says who may do what; `server/access`
 * enforces it, the console asks it which buttons to draw.
 */
import { z } from 'zod';

export const roles = [
  'admin',
  'editor',
  'moderator',
  'contributor',
  'technician',
  'viewer',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** `subject.verb`; a subject's `read` is what its lists and pages need. */
export const actions = [
  'unit.read',
  'unit.manage',
  'person.read',
  'person.manage',
  'asset.read',
  'asset.upload',
  'asset.edit',
  'asset.decide',
  'playlist.read',
  'playlist.edit',
  'schedule.read',
  'schedule.edit',
  'schedule.publish',
  'screen.read',
  'screen.manage',
  'plays.read',
  'audit.read',
  'theme.edit',
  'setting.edit',
] as const;
export type Action = (typeof actions)[number];

const reading = [
  'unit.read',
  'asset.read',
  'playlist.read',
  'schedule.read',
  'screen.read',
  'plays.read',
] as const satisfies readonly Action[];

const granted: Record<Role, readonly Action[]> = {
  admin: actions,
  editor: [
    ...reading,
    'asset.upload',
    'asset.edit',
    'asset.decide',
    'playlist.edit',
    'schedule.edit',
    'schedule.publish',
    'theme.edit',
    'setting.edit',
  ],
  moderator: [...reading, 'asset.upload', 'asset.edit', 'asset.decide'],
  contributor: [...reading, 'asset.upload'],
  technician: [...reading, 'screen.manage'],
  viewer: reading,
};

const grants = new Map(roles.map((role) => [role, new Set<Action>(granted[role])]));

/** Whether holding `role` at a unit allows `action` on what belongs to that unit or below it. */
export function roleAllows(role: Role, action: Action): boolean {
  return grants.get(role)!.has(action);
}
