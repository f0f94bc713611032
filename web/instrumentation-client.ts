// zod compiles its checks with `new Function` unless told not to, and the policy for scripts forbids that.
// Said before zod is loaded, and without loading it on pages that have no use for it.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
