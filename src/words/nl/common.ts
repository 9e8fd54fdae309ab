import type { Words } from '../words.ts';

/** What every page of the settings says. */
export const common: Words['common'] = {
  settings: 'Instellingen',
  skip: 'Naar de inhoud',
  pages: 'Pagina’s',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  notAdministrator: {
    title: 'Alleen voor beheerders',
    happened:
      'Op deze pagina’s wordt bepaald wie bij je huis kan, dus alleen beheerders van Home Assistant mogen ze openen.',
    todo: 'Vraag het aan iemand die beheerder is, of laat die jou beheerder maken onder Instellingen, Personen.',
  },
  cannotTell: {
    title: 'Home Assistant zegt niet wie je bent',
    happened:
      'Latchkey vraagt Home Assistant wie beheerder is voordat het deze pagina’s toont, en kreeg geen antwoord.',
    todo: 'Controleer of Home Assistant draait en open deze pagina daarna opnieuw.',
  },
  staleForm: {
    title: 'Er is niets gewijzigd',
    happened:
      'Deze pagina is geopend voordat Latchkey werd herstart, of door iemand anders, dus het formulier is niet meer geldig.',
    todo: 'Ga terug, open de pagina opnieuw en herhaal wat je wilde doen.',
  },
  notFound: {
    title: 'Hier is niets',
    happened: 'Deze pagina bestaat niet, of niet meer.',
    todo: 'Kies hierboven een pagina.',
  },
  unreadable: {
    title: 'Dat was niet te lezen',
    happened: 'Wat er is verstuurd, begrijpt Latchkey niet. Er is niets gewijzigd.',
    todo: 'Ga terug, open de pagina opnieuw en herhaal wat je wilde doen.',
  },
  storeTrouble: {
    title: 'Latchkey kan niet bij zijn opslag',
    happened: 'De schijf is vol of er kan niet op worden geschreven. Wat je deed, is niet bewaard.',
    todo: 'Maak ruimte vrij en probeer het opnieuw.',
  },
  failed: {
    title: 'Er ging iets mis',
    happened: 'Er ging iets fout in Latchkey zelf. In het logboek staat meer.',
    todo: 'Probeer het opnieuw. Gebeurt het weer, herstart dan de app en bekijk het logboek.',
  },
};
