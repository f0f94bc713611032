import { z } from "zod";

const hex = (bytes: number, what: string) =>
  z
    .string()
    .regex(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`), `${what} is 0x and ${bytes * 2} hexadecimal digits.`)
    .transform((text) => text.toLowerCase() as `0x${string}`);

/** Lower case on the wire and in Postgres; only the screen shows the checksum. */
export const Address = hex(20, "An address").brand<"Address">();
export type Address = z.infer<typeof Address>;

export const Digest = hex(32, "A digest");
export type Digest = z.infer<typeof Digest>;

export const AgreementId = hex(32, "An agreement's id").brand<"AgreementId">();
export type AgreementId = z.infer<typeof AgreementId>;

export const CaseId = hex(32, "A case's id").brand<"CaseId">();
export type CaseId = z.infer<typeof CaseId>;

export const TxHash = hex(32, "A transaction's hash");
export type TxHash = z.infer<typeof TxHash>;

export const Signature = z
  .string()
  .max(20_000)
  .regex(/^0x([0-9a-fA-F]{2})+$/, "A signature is 0x and hexadecimal digits.")
  .transform((text) => text as `0x${string}`);

const uuid = () => z.uuid({ version: "v7", message: "An id is a UUIDv7 made by the writer." });
export const ProjectId = uuid().brand<"ProjectId">();
export type ProjectId = z.infer<typeof ProjectId>;
export const ProposalId = uuid().brand<"ProposalId">();
export type ProposalId = z.infer<typeof ProposalId>;
export const AmendmentId = uuid().brand<"AmendmentId">();
export type AmendmentId = z.infer<typeof AmendmentId>;

/** A UUIDv7 minted by the writer, so that sending the same thing twice makes one thing. */
export const mintId = (now: number = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const stamp = BigInt(now);
  for (let i = 0; i < 6; i++) bytes[i] = Number((stamp >> BigInt(40 - 8 * i)) & 0xffn);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
};
