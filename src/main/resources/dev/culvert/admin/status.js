// Asks for this page again every two seconds, and takes over what has changed. Nothing here is needed to use the page.
const SECONDS = 2;
const live = document.querySelector('#live');
const form = document.querySelector('form.control');
const whole = document.querySelector('#whole');
const end = document.querySelector('#end');

const boxes = () => [...document.querySelectorAll('#rows input')];
const ids = (page) => [...page.querySelectorAll('#rows tr')].map((row) => row.id).join();

function count() {
  if (end) {
    const chosen = boxes().filter((box) => box.checked).length;
    end.textContent = chosen ? 'End ' + chosen + ' selected' : 'End selected';
    end.disabled = !chosen;
    whole.checked = chosen > 0 && chosen === boxes().length;
    whole.indeterminate = chosen > 0 && !whole.checked;
  }
}

function takeRows(page) {
  const now = document.querySelector('#rows');
  const next = page.querySelector('#rows');
  if (ids(document) === ids(page)) {
    // The same tunnels: what somebody is just pointing at stays where it is.
    const cells = next.querySelectorAll('td:not(.pick)');
    now.querySelectorAll('td:not(.pick)').forEach((cell, i) => {
      if (cell.innerHTML !== cells[i].innerHTML) {
        cell.replaceChildren(...cells[i].childNodes);
        cell.title = cells[i].title;
      }
    });
    return;
  }
  const chosen = new Set(boxes().filter((box) => box.checked).map((box) => box.name));
  const focused = document.activeElement?.name;
  now.replaceChildren(...next.childNodes);
  boxes().forEach((box) => {
    box.checked = chosen.has(box.name);
    if (box.name === focused) {
      box.focus();
    }
  });
  count();
}

function take(page) {
  for (const id of ['now', 'found', 'pages']) {
    const next = page.getElementById(id);
    if (next) {
      document.getElementById(id).replaceChildren(...next.childNodes);
    }
  }
  const all = page.querySelector('#all');
  if (all) {
    document.querySelector('#all').textContent = all.textContent;
  }
  takeRows(page);
}

async function look() {
  if (document.visibilityState === 'visible' && live.querySelector('input').checked) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (answer.ok) {
        take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      }
      live.classList.toggle('lost', !answer.ok);
    } catch {
      live.classList.add('lost');
    }
  }
  setTimeout(look, SECONDS * 1000);
}

if (whole) {
  whole.hidden = false;
  whole.addEventListener('change', () => {
    boxes().forEach((box) => { box.checked = whole.checked; });
    count();
  });
  form.addEventListener('change', count);
  count();
}
document.querySelectorAll('form.filter select').forEach((one) => one.addEventListener('change', () => one.form.requestSubmit()));
live.hidden = false;
setTimeout(look, SECONDS * 1000);
