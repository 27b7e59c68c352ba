let key = "";

/** The token this page shows when it asks for a picture or brings one. */
export function carry(token: string): void {
  key = token;
}

export const carried = (): string => key;
