import { config } from "./lib/config.ts";

export const register = (): void => {
  config();
};
