/** The first page of the settings. */
export const start = {
  nav: 'Start',
  title: 'Connect an assistant',
};
