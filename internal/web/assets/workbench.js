// Comfort for the workbench: single-key shortcuts. Everything they reach can be
// reached without them. They can be switched off in the help (WCAG 2.1.4).
(() => {
  'use strict';
  const OFF = 'mingfa.keys.off';
  const all = (sel) => Array.from(document.querySelectorAll(sel));
  const one = (sel) => document.querySelector(sel);
  const store = {
    get: (k) => { try { return localStorage.getItem(k); } catch { return null; } },
    set: (k, v) => { try { v === null ? localStorage.removeItem(k) : localStorage.setItem(k, v); } catch { /* private window */ } },
  };

  const rows = () => all('[data-row]');
  let at = -1;
  const go = (i) => {
    const list = rows();
    if (!list.length) return;
    at = Math.max(0, Math.min(list.length - 1, i));
    list.forEach((r, n) => r.classList.toggle('at', n === at));
    const link = list[at].querySelector('a[href]');
    link.focus();
    link.scrollIntoView({ block: 'nearest' });
  };
  // The row that has the focus counts, however it came there.
  const here = () => {
    const row = document.activeElement && document.activeElement.closest('[data-row]');
    if (row) at = rows().indexOf(row);
    return rows()[at];
  };
  const open = (hash) => {
    const row = here();
    if (row) location.href = row.dataset.href + (hash || '');
    return Boolean(row);
  };
  const focusAct = (form) => {
    if (!form) return;
    const box = form.closest('details');
    if (box) box.open = true;
    const field = form.querySelector('textarea, select, input:not([type=hidden]), button');
    (field || form).focus();
    form.scrollIntoView({ block: 'nearest' });
  };

  // The inbox leaves its order behind, so that the page of a document leads to the
  // next one and the one before.
  const ORDER = 'mingfa.inbox';
  const keepOrder = () => {
    if (!one('.inbox-form')) return;
    try { sessionStorage.setItem(ORDER, JSON.stringify(rows().map((r) => r.dataset.href))); } catch { /* then the keys do nothing here */ }
  };
  const along = (step) => {
    if (!one('.acting')) return false;
    let list = [];
    try { list = JSON.parse(sessionStorage.getItem(ORDER)) || []; } catch { /* nothing was kept */ }
    const n = list.indexOf(location.pathname);
    if (n >= 0 && list[n + step]) location.href = list[n + step];
    return true;
  };

  // ---- The tick in the head of a group ticks all of it; the bar says what is ticked.
  const ticking = () => {
    const bar = one('.ticked');
    const form = one('.inbox-form');
    if (!bar || !form) return;
    const plain = bar.textContent;
    const picks = (within) => Array.from(within.querySelectorAll('[name=pick]'));
    const tell = () => {
      const acts = new Map();
      picks(form).filter((p) => p.checked).forEach((p) => acts.set(p.dataset.act, (acts.get(p.dataset.act) || 0) + 1));
      const n = [...acts.values()].reduce((sum, m) => sum + m, 0);
      const words = [...acts].map(([act, m]) => bar.dataset.each.replace('{act}', act).replace('{n}', m)).join(bar.dataset.join);
      bar.textContent = n ? bar.dataset.ticked.replace('{n}', n).replace('{acts}', words) : plain;
      all('[data-all]').forEach((head) => {
        const own = picks(head.closest('table'));
        const ticked = own.filter((p) => p.checked).length;
        head.checked = ticked === own.length;
        head.indeterminate = ticked > 0 && ticked < own.length;
      });
    };
    all('[data-all]').forEach((head) => { head.hidden = false; });
    form.addEventListener('change', (ev) => {
      if ('all' in ev.target.dataset) picks(ev.target.closest('table')).forEach((p) => { p.checked = ev.target.checked; });
      tell();
    });
    addEventListener('pageshow', tell); // the browser may bring ticks back
  };

  const keys = {
    j: () => { if (!along(1)) { here(); go(at + 1); } },
    k: () => { if (!along(-1)) { here(); go(at < 0 ? 0 : at - 1); } },
    o: () => open(),
    x: () => { const row = here(); const box = row && row.querySelector('input[type=checkbox]'); if (box) box.click(); },
    a: () => open('#acts') || focusAct(one('.act.main form')),
    r: () => open('#act-return') || focusAct(one('#act-return')),
    e: () => { const link = one('a[href$="/edit"]'); if (link) link.click(); },
    i: () => { location.href = '/inbox'; },
    n: () => { const link = one('a[href="/documents/new"]'); if (link) link.click(); },
    '/': () => { const q = one('#q'); if (q) { q.focus(); q.select(); } else location.href = '/documents#q'; },
    '?': () => { const d = one('dialog.keys'); if (d) d.showModal(); },
  };

  document.addEventListener('keydown', (ev) => {
    if (ev.ctrlKey || ev.metaKey || ev.altKey || ev.isComposing || one('dialog[open]')) return;
    const t = ev.target;
    if (t.isContentEditable || /^(TEXTAREA|SELECT)$/.test(t.tagName)) return;
    if (t.tagName === 'INPUT' && !/^(checkbox|radio|button|submit)$/.test(t.type)) return;
    if (ev.key !== '?' && store.get(OFF)) return;
    const f = keys[ev.key];
    if (!f) return;
    ev.preventDefault();
    f();
  });

  // ---- A form is sent once: a second click while the first is under way does nothing.
  document.addEventListener('submit', (ev) => {
    const form = ev.target;
    if (ev.defaultPrevented || form.method !== 'post' || form.id === 'draft' && ev.submitter && ev.submitter.formTarget) return;
    if (form.dataset.sending) { ev.preventDefault(); return; }
    form.dataset.sending = '1';
    if (ev.submitter) ev.submitter.setAttribute('aria-busy', 'true');
    setTimeout(() => again(form), 20000); // the answer never came, or was stopped
  });
  const again = (form) => {
    delete form.dataset.sending;
    form.querySelectorAll('[aria-busy]').forEach((n) => n.removeAttribute('aria-busy'));
  };
  addEventListener('pageshow', () => all('form[data-sending]').forEach(again));

  // ---- An opinion that was begun is kept in this browser until the act is taken: a
  // session may end, a window be closed, before it is sent.
  const opinions = () => {
    const box = one('.acting[data-person]');
    if (!box) return;
    const name = (form) => 'mingfa.opinion.' + box.dataset.person + '.' + location.pathname.split('/')[2] + '.' + form.elements.verb.value;
    const done = new URLSearchParams(location.search).get('done');
    try {
      const sent = sessionStorage.getItem('mingfa.said');
      sessionStorage.removeItem('mingfa.said');
      if (done && sent && sent.endsWith('.' + done)) store.set(sent, null);
    } catch { /* storage is off: nothing was kept */ }
    all('.acting form').forEach((form) => {
      const area = form.elements.opinion;
      if (!area || !form.elements.verb) return;
      const key = name(form);
      if (area.value === '' && store.get(key)) {
        area.value = store.get(key);
        const note = document.createElement('small');
        note.setAttribute('role', 'status');
        note.textContent = box.dataset.restored;
        area.after(note);
      }
      area.addEventListener('input', () => store.set(key, area.value || null));
      form.addEventListener('submit', () => { try { sessionStorage.setItem('mingfa.said', key); } catch { /* it stays and is offered again */ } });
    });
  };

  // ---- A date is typed in any usual form and then stands as the office writes it; who
  // likes a calendar finds one beside it. Without this script the field is just typed in.
  const inChinese = /^zh/.test(document.documentElement.lang);
  const civil = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|[-./](\d{1,2})[-./](\d{1,2})|(\d{2})(\d{2}))$/;
  const dayOf = (typed) => {
    const m = civil.exec(typed.normalize('NFKC').replace(/\s+/g, ''));
    if (!m) return '';
    const [y, month, d] = m.slice(1).filter(Boolean).map(Number);
    const at = new Date(Date.UTC(y, month - 1, d));
    return at.getUTCMonth() === month - 1 && at.getUTCDate() === d ? at.toISOString().slice(0, 10) : '';
  };
  const write = (field, day) => {
    const [y, month, d] = day.split('-').map(Number);
    const words = inChinese ? y + '年' + month + '月' + d + '日' : day;
    if (field.value === words) return;
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const dates = () => all('.dated').forEach((box) => {
    const field = box.querySelector('input');
    const picker = document.createElement('input');
    if (!picker.showPicker) return;
    picker.type = 'date';
    picker.tabIndex = -1;
    picker.setAttribute('aria-hidden', 'true');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'secondary outline';
    button.setAttribute('aria-label', box.dataset.calendar);
    button.title = box.dataset.calendar;
    button.addEventListener('click', () => {
      picker.value = dayOf(field.value);
      try { picker.showPicker(); } catch { field.focus(); }
    });
    picker.addEventListener('change', () => {
      if (picker.value) { write(field, picker.value); field.dispatchEvent(new Event('change', { bubbles: true })); }
      field.focus();
    });
    field.addEventListener('input', () => field.setCustomValidity(''));
    field.addEventListener('change', () => {
      const day = dayOf(field.value);
      field.setCustomValidity(field.value.trim() && !day ? field.title : '');
      if (day) write(field, day);
      else if (field.value.trim()) field.reportValidity();
    });
    box.append(picker, button);
  });

  // Colleagues need not wait until a page that was left is forgotten.
  addEventListener('pagehide', () => {
    const box = one('#presence');
    if (box) navigator.sendBeacon(box.getAttribute('hx-post'), new URLSearchParams({ page: box.querySelector('[name=page]').value, gone: 'yes' }));
  });

  const start = () => {
    const resume = one('form[data-resume]');
    if (resume) { resume.requestSubmit(); return; }
    // A page that answers a form is left and come back to like any other: the browser
    // neither asks whether to send the form again nor does so.
    const told = one('[data-address]');
    if (told && location.pathname !== told.dataset.address) history.replaceState(null, '', told.dataset.address + location.hash);
    opinions();
    keepOrder();
    dates();
    ticking();
    all('.keys-hint').forEach((n) => { n.hidden = false; });
    const dialog = one('dialog.keys');
    all('[data-keys-help]').forEach((n) => n.addEventListener('click', (ev) => {
      if (dialog) { ev.preventDefault(); dialog.showModal(); }
    }));
    const box = dialog && dialog.querySelector('input');
    if (box) {
      box.checked = !store.get(OFF);
      box.addEventListener('change', () => store.set(OFF, box.checked ? null : '1'));
    }
    // An address may name the form to begin with, which can stand folded.
    if (location.hash.startsWith('#act-')) focusAct(document.getElementById(location.hash.slice(1)));
    if (location.hash === '#acts') focusAct(one('.act.main form'));
    if (location.hash === '#q' && one('#q')) one('#q').focus();
    // What was just saved needs no copy on this machine any more.
    const saved = one('[data-saved]');
    if (saved) {
      try {
        const key = sessionStorage.getItem('mingfa.sent');
        if (key) { localStorage.removeItem(key); sessionStorage.removeItem('mingfa.sent'); }
      } catch { /* storage is off: nothing was kept */ }
    }
  };
  start();
})();
