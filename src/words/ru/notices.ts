import type { Words } from '../words.ts';

/** What Home Assistant shows on everybody's screen while something needs a person. */
export const notices: Words['notices'] = {
  door: {
    title: 'Ассистенты не могут попасть в ваш дом',
    message:
      'Последняя проверка Latchkey нашла, что им мешает, и говорит, что делать. Откройте настройки Latchkey, затем «Проверка».',
  },
  companion: {
    title: 'Спутник Latchkey нужно обновить',
    message:
      'Latchkey обновлён, а интеграция внутри Home Assistant осталась прежней. Откройте настройки Latchkey, чтобы обновить её; Home Assistant один раз перезапустится.',
  },
  signedOut: (names) => ({
    title: 'Программы перестали работать',
    message: `Они действуют от имени: ${names}. Вход этого человека завершён. Они снова заработают, когда для него заново впустят ассистента.`,
  }),
  tools: (names) => ({
    title: 'Инструменты ждут вас',
    message: `Другие серверы за Latchkey предлагают новые или изменённые инструменты: ${names}. Никто не может ими пользоваться, пока вы их не посмотрите, в настройках Latchkey, в разделе «Другие серверы».`,
  }),
  signIn: (names) => ({
    title: 'Другому серверу нужен вход',
    message: `Ассистенты не могут пользоваться этими серверами, пока кто-нибудь не войдёт: ${names}. Откройте настройки Latchkey, затем «Другие серверы».`,
  }),
};
