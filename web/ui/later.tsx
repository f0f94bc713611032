import { type ComponentType, lazy, type ReactNode, Suspense } from "react";

/** A part that most readers of a page never need: its code comes when it is first drawn, and nothing stands there until then. */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> => {
  const Part = lazy(async () => ({ default: await load() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, never while something is drawn
  const Later = (props: Props) => (
    <Suspense fallback={meanwhile}>
      <Part {...props} />
    </Suspense>
  );
  return Later;
};
