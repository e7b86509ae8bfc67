/**
 * Sets of contenders whose windows are open together. A sweep over a year of windows passes through
 * the same few sets again and again, so each is made once and knows where opening or closing one more
 * window leads: a step costs a look into a small map, whatever the number of contenders.
 */
export class OpenSet {
  /** places in the playing order, ascending */
  readonly members: readonly number[];
  readonly #known: Map<string, OpenSet>;
  readonly #steps = new Map<number, OpenSet>();

  private constructor(members: readonly number[], known: Map<string, OpenSet>) {
    this.members = members;
    this.#known = known;
    known.set(members.join(), this);
  }

  static empty(): OpenSet {
    return new OpenSet([], new Map());
  }

  /** The set in which `contender` has come in, if it was out, or gone, if it was in. */
  toggled(contender: number): OpenSet {
    let next = this.#steps.get(contender);
    if (!next) {
      const members = this.members.includes(contender)
        ? this.members.filter((member) => member !== contender)
        : [...this.members, contender].sort((a, b) => a - b);
      next = this.#known.get(members.join()) ?? new OpenSet(members, this.#known);
      this.#steps.set(contender, next);
    }
    return next;
  }
}
