/** Whether a wallet's error means that the person said no (EIP-1193 code 4001), wherever it lies in the chain of causes. */
export const isRejection = (error: unknown): boolean => {
  for (let each = error, depth = 0; each && depth < 10; depth++) {
    if (typeof each !== "object") return false;
    if (
      ("code" in each && (each.code === 4001 || each.code === "ACTION_REJECTED")) ||
      ("name" in each && each.name === "UserRejectedRequestError")
    )
      return true;
    each = "cause" in each ? each.cause : undefined;
  }
  return false;
};
