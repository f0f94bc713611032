"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  Suspense,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Me } from "#core/features/session.ts";
import { Button, type ButtonProps } from "#web/ui/button.tsx";
import { Loading } from "#web/ui/skeleton.tsx";
import { EmptyState, ErrorState } from "#web/ui/states.tsx";
import { part, untilThere } from "#web/ui/part.ts";
import { toast } from "#web/ui/toast.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { useConfig } from "./public-config.tsx";
import { useApi } from "./api.tsx";
import { useProblemText } from "./problem.ts";
import { useWallet } from "./wallet/index.tsx";

const signInDialog = () => import("./sign-in-dialog.tsx");
const SignInDialog = part(async () => (await signInDialog()).default);

const isNotSession = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  JSON.stringify(queryKey[0]) !== '["session","me"]';

type Session = {
  /** Who is signed in; null for nobody, undefined while that is not known. */
  me: Me | null | undefined;
  isPending: boolean;
  error: unknown;
  retry: () => void;
  /** Connects a wallet if need be, explains, asks for the signature. True when signed in at the end. */
  signIn: () => Promise<boolean>;
  signOut: () => Promise<void>;
};

const Current = createContext<Session | null>(null);
/** Whether somebody wants in and has not been let in yet. By itself, so that a press draws the buttons alone anew. */
const SigningIn = createContext(false);

export const SessionProvider = ({ children }: { children: ReactNode }) => {
  const t = useTranslations("session");
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { address, connect, disconnect } = useWallet();
  const problemText = useProblemText();
  const [asking, setAsking] = useState<{ resolve: (signedIn: boolean) => void } | null>(null);
  // Where the API has a host of its own, the server of this page is not shown its cookie: "nobody" is asked again from here.
  const { apiOrigin, webOrigin } = useConfig();
  const isShared = new URL(apiOrigin).hostname === new URL(webOrigin).hostname;
  const {
    data: me,
    isPending,
    error,
    refetch,
  } = useQuery(api.session.me.queryOptions({ staleTime: ({ state }) => (state.data ? 60_000 : isShared ? 20_000 : 0) }));
  const before = useRef(me);

  // What a page shows depends on who looks at it, on the server as in the browser.
  const changed = useCallback(
    async (next: Me | null) => {
      before.current = next;
      queryClient.setQueryData(api.session.me.queryKey(), next);
      // After the page has drawn it, so that what only a member asks for is gone before everything is asked anew.
      await new Promise((resolve) => setTimeout(resolve));
      await queryClient.invalidateQueries({ predicate: isNotSession });
      router.refresh();
    },
    [api, queryClient, router],
  );

  const [wishes, setWishes] = useState(0);
  const signIn = useCallback(async () => {
    setWishes((before) => before + 1);
    try {
      // Comes while a wallet is chosen.
      const code = untilThere(signInDialog);
      if (!(await connect())) return false;
      await code;
      return await new Promise<boolean>((resolve) => setAsking({ resolve }));
    } finally {
      setWishes((before) => before - 1);
    }
  }, [connect]);

  const end = useCallback(async () => {
    await api.session.signOut.call();
    await changed(null);
  }, [api, changed]);

  const signOut = useCallback(async () => {
    try {
      await end();
      await disconnect();
      toast({ title: t("signedOut") });
    } catch (problem) {
      toast({ tone: "bad", title: problemText(problem) });
    }
  }, [end, disconnect, t, problemText]);

  // Whoever turns out to be signed in after all is shown what was fetched for nobody.
  useEffect(() => {
    if (before.current === null && me) void queryClient.invalidateQueries({ predicate: isNotSession });
    if (before.current && me === null) toast({ title: t("ended"), action: { label: t("again"), onPress: () => void signIn() } });
    before.current = me;
  }, [me, queryClient, signIn, t]);

  // A session speaks for one account; when the wallet speaks for another, the session is over.
  const isOther = Boolean(me && address && address !== me.address);
  const leave = useEffectEvent(() =>
    end().then(
      () => toast({ title: t("accountChanged"), action: { label: t("again"), onPress: () => void signIn() } }),
      (problem) => toast({ tone: "bad", title: problemText(problem) }),
    ),
  );
  useEffect(() => {
    if (isOther) void leave();
  }, [isOther]);

  const session = useMemo<Session>(
    () => ({ me, isPending, error, retry: () => void refetch(), signIn, signOut }),
    [me, isPending, error, refetch, signIn, signOut],
  );
  return (
    <Current value={session}>
      <SigningIn value={wishes > 0}>{children}</SigningIn>
      {asking && (
        <Suspense>
          <SignInDialog
            onEnd={async (signedIn) => {
              asking.resolve(signedIn !== null);
              setAsking(null);
              if (signedIn) {
                await changed(signedIn);
                toast({ tone: "good", title: t("signedIn") });
              }
            }}
          />
        </Suspense>
      )}
    </Current>
  );
};

export const useSession = (): Session => {
  const session = use(Current);
  if (!session) throw new Error("useSession stands outside SessionProvider; the root layout provides it.");
  return session;
};

/** The way in. It shows that it was heard, since what opens may take a slow line some seconds. */
export const SignInButton = ({ children, tight }: Pick<ButtonProps, "children" | "tight">) => {
  const { signIn } = useSession();
  const { wake } = useWallet();
  return (
    <Button
      variant="primary"
      tight={tight}
      busy={use(SigningIn)}
      onClick={() => void signIn()}
      onPointerEnter={wake}
      onFocus={wake}
    >
      {children}
    </Button>
  );
};

/** Shows what is inside to somebody signed in, and a way to sign in to everybody else. */
export const RequireSession = ({ children, why }: { children: ReactNode | ((me: Me) => ReactNode); why?: ReactNode }) => {
  const t = useTranslations("session");
  const states = useTranslations("states");
  const problemText = useProblemText();
  const { me, isPending, error, retry } = useSession();

  if (me) return typeof children === "function" ? children(me) : children;
  if (isPending) return <Loading label={t("loading")} />;
  if (error)
    return (
      <ErrorState title={states("failedTitle")} action={<Button onClick={retry}>{states("retry")}</Button>}>
        {problemText(error)}
      </ErrorState>
    );
  return (
    <EmptyState icon={<Icon name="key-round" />} title={t("needed")} action={<SignInButton>{t("signInLong")}</SignInButton>}>
      {why ?? t("neededNote")}
    </EmptyState>
  );
};
