import type { Desk, Got } from "../../desk";
import type { When } from "../season";

/** A page to register on. `free` and `capacity` are null where there is room for everybody. */
export interface Page {
  readonly id: string;
  readonly link: string;
  readonly title: string;
  readonly about: string;
  /** What it is for, one of the two or neither: a whole series, or one meeting. */
  readonly series: string;
  readonly meeting: string;
  readonly stand: "not_yet" | "before" | "open" | "closed" | "over";
  readonly opens: When;
  readonly is_dated: boolean;
  readonly closes: When;
  readonly capacity: number | null;
  readonly free: number | null;
  readonly asks: readonly Ask[];
  readonly roles: readonly string[];
  readonly inside: number;
  readonly waiting: number;
  readonly interested: number;
}

export const ASKS = ["role", "organisation", "place"] as const;
export type Ask = (typeof ASKS)[number];

export interface Series {
  readonly id: string;
  readonly title: string;
  readonly meetings: readonly { readonly id: string; readonly title: string }[];
}

export interface Pages {
  readonly id: string;
  readonly name: string;
  readonly pages: readonly Page[];
  readonly series: readonly Series[];
}

/** Somebody who registered. `twice`: the same address is here more than once. `listed`: their name on the list of
 * people. `untold`: their place came later, and nobody has told them. */
export interface Registrant {
  readonly id: string;
  readonly state: "in" | "waiting" | "interested";
  readonly number: number;
  readonly untold: boolean;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly organisation: string;
  readonly place: string;
  readonly contact: boolean;
  readonly twice?: boolean;
  readonly listed?: string;
}

export interface Registered {
  readonly id: string;
  readonly name: string;
  readonly page: Page;
  readonly mail: boolean;
  readonly people: readonly Registrant[];
  /** Those who are interested, on other pages of the community. */
  readonly elsewhere: readonly Registrant[];
}

/** What an organiser says of a page. */
export interface Said {
  readonly title: string;
  readonly about: string;
  readonly series: string;
  readonly meeting: string;
  readonly opens: "now" | "on" | "not_yet";
  readonly opens_on: When;
  readonly closes_on: When;
  readonly capacity: number | null;
  readonly asks: readonly Ask[];
  readonly roles: readonly string[];
}

const HERE = "/api/organise";
const id = encodeURIComponent;

/** What can be asked about registration. Nothing here throws. */
export class Registrations {
  constructor(private readonly desk: Desk) {}

  get token(): string {
    return this.desk.token;
  }

  all(community: string): Promise<Got<Pages>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/registrations`);
  }

  make(community: string, said: Said): Promise<Got<{ id: string }>> {
    return this.desk.json(`${HERE}/communities/${id(community)}/registrations`, said);
  }

  look(page: string): Promise<Got<Registered>> {
    return this.desk.json(`${HERE}/registrations/${id(page)}`);
  }

  change(page: string, said: Said): Promise<Got<{ up: readonly string[] }>> {
    return this.desk.json(`${HERE}/registrations/${id(page)}`, said);
  }

  /** Opens or closes it at once. */
  shut(page: string, open: boolean): Promise<Got<object>> {
    return this.desk.json(`${HERE}/registrations/${id(page)}/shut`, { open });
  }

  /** Writes to those who are interested, to nobody twice. */
  invite(page: string): Promise<Got<{ written: number }>> {
    return this.desk.json(`${HERE}/registrations/${id(page)}/invite`, {});
  }

  drop(page: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/registrations/${id(page)}/drop`, {});
  }

  move(registrant: string, to: "in" | "waiting", page: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/registrants/${id(registrant)}/move`, { to, page });
  }

  /** Takes somebody out; what they wrote is deleted. */
  out(registrant: string): Promise<Got<{ up: readonly string[] }>> {
    return this.desk.json(`${HERE}/registrants/${id(registrant)}/out`, {});
  }

  told(registrant: string): Promise<Got<object>> {
    return this.desk.json(`${HERE}/registrants/${id(registrant)}/told`, {});
  }
}

/** Where the list of a page is, as a file. */
export const listOf = (page: string): string => `${HERE}/registrations/${id(page)}/people.csv`;
