import net from "node:net";
import postgres from "postgres";
import { type Address, readAddress } from "./address";
import { arrayTypes } from "./arrays";

type Options = Partial<postgres.Options<Record<string, postgres.PostgresType>>>;

/** The length of a request to cancel a query, which by design gets no answer. */
const CANCEL_BYTES = 16;

/**
 * A socket as the driver needs it.
 *
 * A connection that the server ends has failed. While it is being made the driver would not take that
 * for a failure, and would try again at once, hundreds of times a second, for ever.
 *
 * After an error the driver fails what it has sent, and at the close nothing more: a statement sent
 * between the two would never end. At a close without an error it fails whatever is left.
 */
function openSocket({ host, port, path }: Pick<Address, "host" | "port" | "path">) {
  const socket = path ? net.connect(path) : net.connect(port, host);
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string, ...given: unknown[]) =>
    event === "close" ? emit("close", false) : emit(event, ...given);
  socket.once("end", () => {
    if (socket.bytesWritten === CANCEL_BYTES) return;
    const error = new Error("the server closed the connection");
    socket.destroy(Object.assign(error, { code: "CONNECTION_CLOSED" }));
  });
  // the driver checks the certificate against this host
  return Object.assign(socket, { host, port });
}

/** Opens a pool with up to `max` connections to an address. */
export function open(url: string, options: Options = {}): postgres.Sql {
  const { connection, ...address } = readAddress(url);
  const settings = {
    onnotice: () => {},
    fetch_types: false,
    ...address,
    ...options,
    types: arrayTypes,
    connection: { ...connection, ...options.connection },
    socket: () => openSocket(address),
  };
  return postgres(settings);
}
