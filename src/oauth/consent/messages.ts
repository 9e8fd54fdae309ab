/** What the pages say that only say something. */

export const EXPIRED = {
  title: 'This sign-in has ended',
  happened: 'The page was open for too long, or was already used. Nothing was changed.',
  todo: 'Go back to your assistant and connect again; a fresh page will open.',
};
export const OTHER_BROWSER = {
  title: 'This sign-in belongs to another browser',
  happened: 'It was started elsewhere, or this browser does not keep cookies for this page.',
  todo: 'Allow cookies for this address, go back to your assistant and connect again from here.',
};
export const OTHER_DOOR = {
  title: 'This sign-in belongs to another address',
  happened: 'It was started under another address of this house. Nothing was changed.',
  todo: 'Go back to your assistant and connect again.',
};
export const NOT_OUR_FORM = {
  title: 'This answer did not come from our page',
  happened: 'To protect you it was not used. Nothing was changed.',
  todo: 'Go back to your assistant and connect again.',
};
export const ANSWERED = {
  title: 'You have already answered',
  happened: 'Your answer was kept and your assistant was told.',
  todo: 'You can close this page. If the assistant is not connected, connect again from there.',
};
