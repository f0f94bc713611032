/** Subscribes to nothing: for what differs between the server's drawing and the browser's, and then stays. */
export const never = (): (() => void) => () => {};
