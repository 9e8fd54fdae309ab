/** What the pages of signing in at upstreams say. */

export const USED_LINK = {
  title: 'This link has ended',
  happened: 'It was used already, or is older than ten minutes. Nothing was changed.',
  todo: 'Ask for a new link where you got this one.',
};
export const NOT_OUR_PAGE = {
  title: 'This did not come from our page',
  happened: 'To protect you it was not used. Nothing was changed.',
  todo: 'Open the link again in a browser that keeps cookies for this address.',
};
export const UNKNOWN_ARRIVAL = {
  title: 'This sign-in is not known here',
  happened:
    'It took longer than ten minutes, was used already, or was started in another browser. Nothing was changed.',
  todo: 'Ask for a new link, and open it in the browser in which you sign in.',
};

const AGAIN = 'Ask for a new link to try again.';

export function failed(upstream: string, sentence: string) {
  return { title: `You are not signed in at ${upstream}`, happened: sentence, todo: AGAIN };
}

/** `said` is a stranger's text: the page escapes it, and says whose it is. */
export function refusedThere(upstream: string, said: string) {
  const happened =
    said === '' ? 'It sent you back without a reason.' : `It sent you back and said: “${said}”.`;
  return { title: `You are not signed in at ${upstream}`, happened, todo: AGAIN };
}

export function signedIn(upstream: string) {
  return {
    title: `You are signed in at ${upstream}`,
    happened: 'Latchkey keeps what it got, encrypted, and asks the server for its tools now.',
    todo: 'You can close this page.',
  };
}
