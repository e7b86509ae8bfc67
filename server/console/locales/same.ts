/** The shape that the second language must have: the same keys, the same arguments. */
export type Same<List> = {
  readonly [Key in keyof List]: List[Key] extends string
    ? string
    : List[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Same<List[Key]>;
};
