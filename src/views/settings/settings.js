// Pages work without any of this; it makes them pleasant.

// Home Assistant's own colours, where the frame is one of its pages and lets us read them.
const THEME = {
  '--page': '--primary-background-color',
  '--card': '--card-background-color',
  '--text': '--primary-text-color',
  '--line': '--divider-color',
};

function wearTheme() {
  if (window.parent === window) return;
  try {
    const theirs = window.parent.getComputedStyle(window.parent.document.documentElement);
    const ours = document.documentElement.style;
    const page = theirs.getPropertyValue('--primary-background-color').trim();
    if (page === '') return;
    ours.colorScheme = isDark(page) ? 'dark' : 'light';
    document.documentElement.dataset.theme = ours.colorScheme;
    for (const [own, name] of Object.entries(THEME)) {
      const value = theirs.getPropertyValue(name).trim();
      if (value !== '') ours.setProperty(own, value);
    }
  } catch {
    // A frame of another origin keeps its colours to itself.
  }
}

function isDark(colour) {
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = colour;
  const hex = probe.fillStyle;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

function offerCopying(part) {
  for (const button of part.querySelectorAll('[data-copy]')) {
    const { textContent: label } = button;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      const text = source.value ?? source.textContent;
      await copy(text);
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 2_000);
    });
  }
}

// Home Assistant at home is often plain http, where browsers offer no clipboard.
async function copy(text) {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

// What only an administrator may give is not offered while somebody else is chosen.
function offerToAdministrators() {
  for (const choice of document.querySelectorAll('[data-administrators-only]')) {
    const people = document.getElementById(choice.dataset.administratorsOnly);
    const follow = () => {
      const [chosen] = people.selectedOptions;
      choice.disabled = chosen?.dataset.administrator === undefined;
      if (!choice.disabled || !choice.checked) return;
      choice.form.elements[choice.name][0].checked = true;
    };
    people.addEventListener('change', follow);
    follow();
  }
}

// A part of a page that changes by itself is fetched anew; what was opened in it stays open.
function keepFresh(part) {
  const every = Number(part.dataset.refresh);
  if (!(every > 0)) return;
  setTimeout(async () => {
    const next = document.hidden ? part : await partNow(part).catch(() => part);
    if (next !== part) {
      for (const details of next.querySelectorAll('details[id]')) {
        const before = document.getElementById(details.id);
        if (before !== null) details.open = before.open;
      }
      part.replaceWith(next);
      offerCopying(next);
    }
    keepFresh(next);
  }, every);
}

async function partNow(part) {
  const answer = await fetch(window.location.href);
  if (!answer.ok) return part;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.getElementById(part.id);
  return next === null || next.innerHTML === part.dataset.was ? part : remembered(next);
}

function remembered(part) {
  part.dataset.was = part.innerHTML;
  return document.adoptNode(part);
}

wearTheme();
offerToAdministrators();
offerCopying(document);
for (const part of document.querySelectorAll('[data-refresh]')) keepFresh(part);
