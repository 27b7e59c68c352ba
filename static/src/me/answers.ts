import { useEffect, useState } from "preact/hooks";
import { ask } from "./mine";

/** What was answered: its own shape, the server's sentence where it said no, or nothing when nobody answered. */
export type Answer<T> = T | string | undefined;

/** Asks for several parts of a page at once, and gives their answers in that order: the second is here only when the
 * first is. So what stands below waits for what stands above, and nothing on the page moves when a part comes. */
export function useAnswers(token: string, paths: readonly string[], wait?: number): readonly Answer<unknown>[] {
  const wish = paths.join();
  const [now, set] = useState<{ wish: string; come: readonly Answer<unknown>[] }>({ wish, come: [] });
  useEffect(() => {
    let here = true;
    const inTurn = async () => {
      const asked = paths.map((path) => ask<unknown>(path, {}, token, wait));
      const come: Answer<unknown>[] = [];
      for (const answer of asked) {
        come.push(await answer);
        if (here) set({ wish, come: [...come] });
      }
    };
    void inTurn();
    return () => {
      here = false;
    };
  }, [wish]);
  return now.wish === wish ? now.come : [];
}
