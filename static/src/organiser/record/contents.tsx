import type { JSX } from "preact";
import type { Index } from "./lineage";
import { t } from "./words";

/** What is in the record, and the way to each part of it. */
export function Contents({ index }: { index: Index }): JSX.Element {
  const many = index.numbers.length > 1;
  return (
    <details class="contents" open={matchMedia("(min-width: 70rem)").matches}>
      <summary>{t("contents")}</summary>
      {index.numbers.map((number) => {
        const told = index.session(number);
        if (!told) return null;
        return (
          <div key={number}>
            {many && (
              <p>
                <Jump to={`session-${number}`}>
                  <b>
                    {t("session_n", { n: number })} <bdi>{told.title}</bdi>
                  </b>
                </Jump>
              </p>
            )}
            <ul>
              {told.outputs.length > 0 && (
                <li>
                  <Jump to={`decided-${number}`}>{t("decided")}</Jump>
                </li>
              )}
              {told.commitments.length > 0 && (
                <li>
                  <Jump to={`will-${number}`}>{t("will_do")}</Jump>
                </li>
              )}
              {told.parts
                .filter((part) => part.kind === "structure" || part.steps.some((step) => step.words.length))
                .map((part) => (
                  <li key={part.number}>
                    <Jump to={`part-${number}-${part.number}`}>
                      <span class="num soft">{part.number}</span> <bdi>{part.title}</bdi>
                    </Jump>
                  </li>
                ))}
            </ul>
          </div>
        );
      })}
    </details>
  );
}

/** A way to a place in this page; the address stays as it is, because it says where the organiser is. */
function Jump({
  to,
  children,
}: {
  to: string;
  children: JSX.Element | string | (JSX.Element | string)[];
}): JSX.Element {
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        const there = document.getElementById(to);
        there?.scrollIntoView({ block: "start" });
        there?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
