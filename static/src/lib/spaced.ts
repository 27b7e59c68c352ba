/** A join code as it is read aloud: "castle-ripple-988" is "castle ripple 988", "WREN52" is "WREN 52". */
export const spaced = (code: string): string => code.replaceAll("-", " ").replace(/([A-Za-z])(\d)/g, "$1 $2");
