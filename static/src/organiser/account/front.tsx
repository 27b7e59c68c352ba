import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Mark } from "../../lib/icons";
import { App } from "../app";
import type { Desk } from "../desk";
import { Trouble } from "../pieces";
import { look, me, unreached } from "./me";
import { SignIn } from "./signin";
import { Welcome } from "./welcome";
import { t } from "./words";

const AGAIN_MS = 5000;

/** The organiser's front door: in with a link or an account, or first to a sign-in, or by a one-time link. */
export function Front({ desk, welcome }: { desk: Desk; welcome: string }): JSX.Element {
  const now = me.value;
  useEffect(() => {
    void look(desk);
    const timer = setInterval(() => me.peek() === undefined && void look(desk), AGAIN_MS);
    return () => clearInterval(timer);
  }, [desk]);
  if (welcome)
    return (
      <Plain>
        <Welcome desk={desk} token={welcome} />
      </Plain>
    );
  // Who holds a link need not wait for us to know what it opens.
  if (now ? now.by : desk.token) return <App desk={desk} />;
  if (now?.empty && !now.provider && !desk.token && !location.search.includes("trouble="))
    return <App desk={undefined} />;
  return (
    <Plain>
      {now ? (
        <SignIn desk={desk} />
      ) : (
        <main class="home door">
          <h1 class="unseen">Tingsha</h1>
          {unreached.value && <Trouble what={t("fail_me")} says="" safe={t("safe_me")} again={() => void look(desk)} />}
        </main>
      )}
    </Plain>
  );
}

function Plain({ children }: { children: JSX.Element }): JSX.Element {
  return (
    <div class="desk">
      <header class="head">
        <Mark />
        <b class="house">Tingsha</b>
      </header>
      {children}
    </div>
  );
}
