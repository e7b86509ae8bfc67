/**
 * Whom a schedule is for. Every condition that is given must hold; an empty list sets no condition.
 * Reach never exceeds the unit that owns the schedule, whatever `units` says.
 */
import { z } from 'zod';
import { Level } from './units.ts';

export const Tag = z.string().trim().min(1).max(40);

export const Audience = z.object({
  /** units whose whole subtrees are meant; empty: all below the schedule's own unit */
  units: z.array(z.string()).max(500),
  /** schools with at least one of these levels */
  levels: z.array(Level).max(5),
  /** screens that carry, or whose unit or a unit above carries, at least one of these tags */
  tags: z.array(Tag).max(20),
});
export type Audience = z.infer<typeof Audience>;
