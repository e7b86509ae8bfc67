/** How many of each kind the desk lists: as many as one looks at in one go; their own pages hold the rest. */
export const SHOWN = 5;
