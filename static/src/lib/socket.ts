/**
 * Socket.IO over one websocket, as much of it as a session speaks: JSON events and acknowledgements. No polling, no
 * binary, no reconnecting of its own (`Connection` decides when a socket is stale). Engine.IO protocol 4, Socket.IO
 * protocol 5: https://socket.io/docs/v4/socket-io-protocol/ The usual client is a third of a whole phone page.
 */
export interface Wire {
  /** `connect_error` brings `{data}` when the server refused; `disconnect` comes once, after which all is silent. */
  on(event: string, heard: (...args: never[]) => void): unknown;
  off(): unknown;
  emit(event: string, body: unknown): unknown;
  timeout(ms: number): {
    emit(event: string, body: unknown, answered: (error: unknown, answer?: unknown) => void): unknown;
  };
  disconnect(): unknown;
}

/** Packet types: of the transport, and (after a message's 4) of Socket.IO. */
const OPEN = "0";
const CLOSE = "1";
const PING = "2";
const PONG = "3";
const CONNECT = "40";
const DISCONNECT = "41";
const EVENT = "42";
const ACK = "43";
const CONNECT_ERROR = "44";

type Answered = (error: unknown, answer?: unknown) => void;

export function openSocket(
  token: string,
  address = `${location.origin.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`,
): Wire {
  const heard = new Map<string, (...args: never[]) => void>();
  const acks = new Map<string, Answered>();
  let socket: WebSocket | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let patience = 0;
  let joined = false;
  let over = false;
  let count = 0;

  const tell = (event: string, body?: unknown) => heard.get(event)?.(body as never);
  const send = (packet: string) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(packet);
  };
  const end = (refusal: unknown = {}) => {
    if (over) return;
    over = true;
    clearTimeout(silence);
    socket?.close();
    for (const answered of acks.values()) answered(new Error("the line has ended"));
    acks.clear();
    if (joined) tell("disconnect");
    else tell("connect_error", refusal);
  };
  /** A live server pings; one that has been silent for longer than it promised is gone, whatever the socket says. */
  const alive = () => {
    clearTimeout(silence);
    if (patience) silence = setTimeout(end, patience);
  };

  const take = (packet: string) => {
    alive();
    const kind = packet[0] === "4" ? packet.slice(0, 2) : packet[0];
    const rest = packet.slice(kind?.length);
    if (kind === OPEN) {
      const { pingInterval, pingTimeout } = JSON.parse(rest);
      patience = pingInterval + pingTimeout;
      alive();
      send(CONNECT + JSON.stringify({ token }));
    } else if (kind === PING) send(PONG);
    else if (kind === CONNECT) joined = true;
    else if (kind === CONNECT_ERROR) end(JSON.parse(rest));
    else if (kind === CLOSE || kind === DISCONNECT) end();
    else if (kind === EVENT || kind === ACK) {
      const at = rest.indexOf("[");
      const body: unknown[] = JSON.parse(rest.slice(at));
      if (kind === EVENT) tell(String(body[0]), body[1]);
      else {
        const id = rest.slice(0, at);
        acks.get(id)?.(null, body[0]);
        acks.delete(id);
      }
    }
  };

  try {
    socket = new WebSocket(address);
    socket.onmessage = ({ data }) => {
      try {
        take(String(data));
      } catch {
        // Not what a server of ours says: a line we cannot trust.
        end();
      }
    };
    socket.onclose = socket.onerror = () => end();
  } catch {
    queueMicrotask(end);
  }

  return {
    on: (event, handler) => heard.set(event, handler),
    off: () => heard.clear(),
    emit: (event, body) => send(EVENT + JSON.stringify([event, body])),
    timeout: (ms) => ({
      emit(event, body, answered) {
        const id = String(count++);
        const timer = setTimeout(() => {
          acks.delete(id);
          answered(new Error("no answer in time"));
        }, ms);
        acks.set(id, (error, answer) => {
          clearTimeout(timer);
          answered(error, answer);
        });
        send(EVENT + id + JSON.stringify([event, body]));
      },
    }),
    disconnect: () => {
      heard.clear();
      send(DISCONNECT);
      end();
    },
  };
}
