/** What every page of the settings says. */
export const common = {
  settings: 'Settings',
  skip: 'Skip to the content',
  pages: 'Pages',
  copy: 'Copy',
  copied: 'Copied',
  notAdministrator: {
    title: 'For administrators only',
    happened:
      'These pages decide who may reach your home, so only administrators of Home Assistant may open them.',
    todo: 'Ask somebody who is an administrator, or have them make you one under Settings, People.',
  },
  cannotTell: {
    title: 'Home Assistant does not say who you are',
    happened:
      'Latchkey asks Home Assistant who is an administrator before it shows these pages, and got no answer.',
    todo: 'Check that Home Assistant is running, then open this page again.',
  },
  staleForm: {
    title: 'Nothing was changed',
    happened:
      'This page was opened before Latchkey was restarted, or by somebody else, so its form is no longer good.',
    todo: 'Go back, open the page again, and repeat what you wanted to do.',
  },
  notFound: {
    title: 'There is nothing here',
    happened: 'This page does not exist, or no longer does.',
    todo: 'Choose a page above.',
  },
  unreadable: {
    title: 'That could not be read',
    happened: 'What was sent is not in a form that Latchkey understands. Nothing was changed.',
    todo: 'Go back, open the page again, and repeat what you wanted to do.',
  },
  storeTrouble: {
    title: 'Latchkey cannot reach its storage',
    happened: 'The disk is full or cannot be written to. What you did was not kept.',
    todo: 'Free some space, then try again.',
  },
  failed: {
    title: 'Something went wrong',
    happened: 'Latchkey met a fault of its own. Its log says more.',
    todo: 'Try again. If it happens again, restart the app and look at its log.',
  },
};
