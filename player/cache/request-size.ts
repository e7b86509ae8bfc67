/**
 * How many bytes one request asks for. When a line breaks, the browser drops what it has received
 * and the page has not read, so a request is kept small beside what the line carries between two
 * breaks: little is asked of a poor line at once, and a good one is spared the round trips.
 */
export const SMALLEST_REQUEST = 256 * 1024;
export const LARGEST_REQUEST = 4 * 1024 * 1024;

/** Two requests lost at each break are then three hundredths of what came. */
const SHARE = 64;

export interface RequestSize {
  bytes(): number;
  /** so many bytes have come */
  carried(bytes: number): void;
  broke(): void;
}

export function createRequestSize(): RequestSize {
  /** bytes since the last break, and as many as there mostly are between two; null: none so far */
  let run = 0;
  let usual: number | null = null;
  return {
    bytes() {
      const asked = Math.max(run, usual ?? 0) / SHARE;
      return Math.round(Math.min(LARGEST_REQUEST, Math.max(SMALLEST_REQUEST, asked)));
    },
    carried(bytes) {
      run += bytes;
    },
    broke() {
      // Several requests break in the same moment: that is one break.
      if (run === 0) return;
      usual = usual === null ? run : (usual + run) / 2;
      run = 0;
    },
  };
}
