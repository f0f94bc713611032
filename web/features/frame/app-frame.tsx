import type { ReactNode } from "react";

export const AppFrame = ({ children }: { children: ReactNode }) => <main>{children}</main>;
