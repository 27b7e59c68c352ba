import type { JSX } from "preact";
import type { Desk } from "./desk";
import { say } from "./words";

/** Whose words the room has heard, by role and by group: for the facilitator alone, never by person. */
export function Heard({ desk }: { desk: Desk }): JSX.Element | null {
  const control = desk.control.value;
  if (!control) return null;
  const least = [...control.heard].filter((h) => h.heard < h.of).sort((a, b) => a.heard / a.of - b.heard / b.of)[0];
  return (
    <>
      {control.heard.length > 0 && (
        <section class="stack">
          <h2>{say("heard_title")}</h2>
          <ul class="heard">
            {control.heard.map(({ role, heard, of }) => (
              <li key={role}>
                <span dir="auto">{role}</span>
                <span class="bar" style={{ "--p": Math.round((100 * heard) / Math.max(1, of)) }} aria-hidden="true">
                  <i />
                </span>
                <span class="num">{say("n_of", { n: heard, of })}</span>
              </li>
            ))}
          </ul>
          <p class="soft small">
            {say("only_you")} {least && <span dir="auto">{say("who_next", { role: least.role })}</span>}
          </p>
        </section>
      )}
      {control.still.length > 0 && (
        <section class="stack">
          <h2>{say("still")}</h2>
          <p class="row wrap">
            {control.still.map((label) => (
              <span key={label} class="badge">
                {label}
              </span>
            ))}
          </p>
        </section>
      )}
    </>
  );
}
