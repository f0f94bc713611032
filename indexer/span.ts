/** How many blocks to ask for at once: as many as give a good batch, fewer after an error. It begins low: the first answer is as long as it likes. */
const aim = { events: 7_000, ms: 1_000 };
const most = 10_000;

export type Span = ReturnType<typeof openSpan>;

export function openSpan(start = 25) {
  let span = start;
  return {
    blocks: () => span,
    took: ({ from, to }: { from: number; to: number }, events: number, ms: number): void => {
      const isWhole = to - from + 1 >= span;
      const load = Math.max(events / aim.events, ms / aim.ms);
      if (load > 1) span = Math.max(1, Math.floor(span / load));
      else if (isWhole && load < 0.5) span = Math.min(most, span * 2);
    },
    failed: (): void => {
      span = Math.max(1, span >> 1);
    },
  };
}
