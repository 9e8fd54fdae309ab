const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Runs `stop` once on the first signal to end, then lets the process end by itself with code 0. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}
