/** Stands in for the planner until it is wired. */
import type { Planner } from './port.ts';

export const unplanned: Planner = {
  explain: async () => null,
  rehearse: async () => null,
  warnings: async () => [],
  windows: async () => [],
  manifestAt: async () => null,
};
