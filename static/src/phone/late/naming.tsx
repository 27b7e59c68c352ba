import type { JSX } from "preact";
import { NameHere, Naming, type Where } from "../../me/naming";
import type { Seat } from "../seat";

const choosing = (seat: Seat) => (where: Where) => seat.do({ do: "choose_naming", where });

/** The line where a form promises one's name. */
export function Signed({ seat }: { seat: Seat }): JSX.Element | null {
  const now = seat.own.value?.naming;
  return now ? <NameHere now={now} choose={choosing(seat)} /> : null;
}

/** After the session, for all that one said in it. */
export function SignedAll({ seat }: { seat: Seat }): JSX.Element | null {
  const now = seat.own.value?.naming;
  return now ? <Naming here now={now} choose={choosing(seat)} /> : null;
}
