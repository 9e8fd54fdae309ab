const FIRST_MS = 1_000;
const AGAIN_MS = 10_000;

/** Says what is being waited for, once that takes more than a second and then every ten. */
export async function withProgress<T>(
  work: Promise<T>,
  say: () => string,
  complain: (text: string) => void,
): Promise<T> {
  let timer: NodeJS.Timeout;
  const tell = () => {
    complain(say());
    timer = setTimeout(tell, AGAIN_MS);
  };
  timer = setTimeout(tell, FIRST_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
