import type { Instances } from './instances.ts';

/** One kind of thing that instances say to each other. */
export interface Channel<T> {
  /** To every instance, this one too, without waiting; lost when the database is away. */
  say(value: T): void;
  on(listener: (value: T) => void): () => void;
}

/** The channel of one subject. Alone in the world, nobody hears. */
export function channelOf<T>(instances: Instances | undefined, about: string): Channel<T> {
  return {
    say: (value) => void instances?.say(JSON.stringify({ about, value })),
    on: (listener) =>
      instances?.on('said', (text) => {
        const message = JSON.parse(text) as { readonly about: string; readonly value: T };
        if (message.about === about) listener(message.value);
      }) ?? (() => {}),
  };
}
