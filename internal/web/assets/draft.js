// Comfort for writing: no word is lost, the typeset page stands beside the form, and
// what is pasted from Word keeps its headings, lists and tables. Without this script
// the form saves, checks and previews by its buttons.
(() => {
  'use strict';
  const form = document.getElementById('draft');
  if (!form) return;
  const $ = (id) => document.getElementById(id);
  const status = $('save-state');
  const say = (text) => { if (status && status.textContent !== text) status.textContent = text; };
  // What people read, in the language of the page; {name} is the place of an argument.
  const spoken = JSON.parse(form.dataset.words || '{}');
  const w = (message, args = {}) => (spoken[message] || message).replace(/\{(\w+)\}/g, (_, name) => args[name]);
  // Times are those of the office, wherever the browser stands.
  const zone = { timeZone: 'Asia/Shanghai', hourCycle: 'h23' };
  const clock = (d) => d.toLocaleTimeString(document.documentElement.lang, { ...zone, hour: '2-digit', minute: '2-digit' });
  const moment = (d) => d.toLocaleString(document.documentElement.lang, { ...zone, year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' });

  // The clock of this computer may be wrong: what is shown goes by that of the server.
  let ahead = 0;
  const set = (res) => { const at = Date.parse(res.headers.get('date')); if (at) ahead = Date.now() - at; };
  const now = () => Date.now() - ahead;

  // ---- Copies in this browser: one for each time the form is opened, so that two
  // tabs never write over one another.
  const family = 'mingfa.draft.' + form.dataset.person + '.' + (form.dataset.doc || 'new') + '.';
  const key = family + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  const carried = ['base', 'base_revision', 'request_id'];
  const fields = () => Array.from(new FormData(form).entries()).filter(([, v]) => typeof v === 'string');
  const words = (list) => JSON.stringify(list.filter(([n, v]) => v !== '' && !carried.includes(n) && n !== 'find' && n !== 'pick'));
  const first = words(fields());
  let kept = first; // what the copy holds
  const read = (k) => { try { return JSON.parse(localStorage.getItem(k)); } catch { return null; } };
  const drop = (k) => { try { localStorage.removeItem(k); } catch { /* nothing is kept */ } };
  const keep = () => {
    const list = fields();
    const text = words(list);
    if (text === kept) return;
    try {
      localStorage.setItem(key, JSON.stringify({ at: now(), fields: list }));
      kept = text;
      if (unsaved) say(unsaved);
    } catch {
      say(w('浏览器存储空间不足，未能在本机留存，请尽快保存。'));
    }
  };

  // ---- Copies of earlier times, offered for taking back.
  const offer = () => {
    let back = [];
    try { back = JSON.parse(sessionStorage.getItem('mingfa.back') || '[]'); sessionStorage.removeItem('mingfa.back'); } catch { /* none */ }
    if (back.length) { kept = ''; keep(); back.forEach(drop); }
    const found = [];
    for (let i = 0; i < localStorage.length; i++) {
      const k = localStorage.key(i);
      if (k.startsWith(family) && k !== key && !back.includes(k)) found.push(k);
    }
    const list = $('copies');
    found.map((k) => [k, read(k)]).filter(([k, c]) => {
      if (c && Array.isArray(c.fields) && words(c.fields) !== first) return true;
      drop(k);
      return false;
    }).sort((a, b) => b[1].at - a[1].at).forEach(([k, c]) => list.append(item(k, c)));
    $('kept-here').hidden = !list.children.length;
  };
  const item = (k, c) => {
    const li = document.createElement('li');
    const size = c.fields.reduce((n, [f, v]) => n + (f === 'body' || f === 'interpretation_body' ? v.length : 0), 0);
    const title = (c.fields.find(([f]) => f === 'title') || ['', ''])[1];
    li.append(w('{at}　《{title}》　正文和解读共{n}字　', { at: moment(new Date(c.at)), title: title || w('未填标题'), n: size }));
    const button = (label, f) => {
      const b = document.createElement('button');
      b.type = 'button';
      b.className = 'secondary outline';
      b.textContent = label;
      b.addEventListener('click', f);
      li.append(b, ' ');
    };
    button(w('恢复'), () => takeBack(k, c));
    button(w('丢弃'), () => { drop(k); li.remove(); $('kept-here').hidden = !$('copies').children.length; });
    return li;
  };
  // The server draws the form anew from the copy, with as many rows as it needs.
  const takeBack = (k, c) => {
    const f = document.createElement('form');
    f.method = 'post';
    f.action = form.getAttribute('action');
    for (const [n, v] of c.fields.concat([['do', 'row']])) {
      const i = document.createElement('textarea');
      i.name = n;
      i.value = v;
      f.append(i);
    }
    f.hidden = true;
    document.body.append(f);
    keep();
    try { sessionStorage.setItem('mingfa.back', JSON.stringify([k])); } catch { /* the copy stays */ }
    f.submit();
  };

  // ---- Saving to the server, while the text that was opened is the present one.
  let sent = first;
  const unsaved = form.dataset.doc ? '' : w('首次保存之前，内容只留存在这台电脑上，请及时保存；首次保存后，系统自动保存到服务器。');
  let stopped = form.dataset.paused || unsaved;
  let busy = false;
  const upload = async () => {
    keep();
    const text = words(fields());
    if (stopped || busy || text === sent) return;
    busy = true;
    try {
      const data = new FormData(form);
      data.delete('file');
      data.delete('pictures');
      const res = await fetch(form.getAttribute('action') + '/autosave', { method: 'POST', body: data, headers: { Accept: 'application/json' } });
      set(res);
      if (res.status === 401) {
        say(w('登录已过期。您写的内容已留存在本机，请在新窗口重新登录，然后回到本页保存。'));
        return;
      }
      const out = await res.json();
      if (res.ok) {
        form.elements.base.value = out.digest;
        form.elements.base_revision.value = out.revision;
        sent = text;
        say(w('已自动保存（第{no}稿，{at}）。', { no: out.revision, at: out.at }));
      } else if (res.status < 500) {
        if (!out.again) stopped = out.message;
        if (res.status === 409) $('compare-help').hidden = false;
        say(res.status === 409
          ? w('没有自动保存：{why}您写的内容没有丢失，已留存在本机；请点“对照新的一稿”查看差别后再保存。', { why: out.message })
          : w('没有自动保存：{why}您写的内容没有丢失，已留存在本机。', { why: out.message }));
      } else {
        say(w('系统暂时不可用，内容已留存在本机，稍后自动再试。'));
      }
    } catch {
      say(w('网络不通，内容已留存在本机（{at}），恢复后自动保存。', { at: clock(new Date(now())) }));
    } finally {
      busy = false;
    }
  };

  // ---- The typeset page. Each answer is drawn in a frame of its own, which then
  // takes the place of the one before: no flicker, and nothing in the history.
  const pane = $('preview-pane');
  const refresh = $('preview-button');
  const note = $('preview-state');
  const tell = (text) => { if (note.textContent !== text) note.textContent = text; };
  const slow = 3000; // from here on a page is drawn only when asked for, in ms
  let took = 0;
  let drawn = '';
  let frames = 0;
  let shown = pane.querySelector('iframe');
  const draw = (asked) => {
    const text = words(fields());
    if (text === drawn || !pane.offsetParent) return;
    if (took > slow && asked !== true) {
      tell(w('文稿较长，排版一次约需{n}秒，改动后不自动刷新。需要时请点“刷新版式预览”。', { n: Math.ceil(took / 1000) }));
      return;
    }
    drawn = text;
    const began = performance.now();
    const waiting = setTimeout(() => tell(w('正在排版。文稿较长的需要多等几秒，其间可以继续写。')), 1000);
    const frame = document.createElement('iframe');
    frame.name = 'preview-' + (++frames);
    frame.title = w('版式预览');
    frame.className = 'embed coming';
    pane.append(frame);
    frame.addEventListener('load', () => {
      if (frame === shown || !frame.isConnected) return;
      clearTimeout(waiting);
      took = performance.now() - began;
      tell(took > slow ? w('文稿较长，排版用了{n}秒，改动后不自动刷新。需要时请点“刷新版式预览”。', { n: Math.ceil(took / 1000) }) : '');
      frame.classList.remove('coming');
      if (shown) shown.remove();
      shown = frame;
    });
    const files = form.querySelectorAll('input[type=file]');
    files.forEach((f) => { f.disabled = true; });
    refresh.formTarget = frame.name;
    form.requestSubmit(refresh);
    files.forEach((f) => { f.disabled = false; });
  };

  // ---- Rhythm: a copy after each pause, the page soon after, the server now and then.
  let pause = 0;
  let page = 0;
  form.addEventListener('input', () => {
    clearTimeout(pause);
    clearTimeout(page);
    pause = setTimeout(keep, 400);
    page = setTimeout(draw, 900);
  });
  refresh.addEventListener('click', (ev) => {
    ev.preventDefault();
    drawn = '';
    draw(true);
  });
  form.addEventListener('submit', (ev) => {
    if (ev.submitter === refresh) return;
    keep();
    try { sessionStorage.setItem('mingfa.sent', key); } catch { /* the copy stays and is offered */ }
  });
  addEventListener('pagehide', keep);
  addEventListener('online', upload);
  document.addEventListener('visibilitychange', () => { if (document.hidden) upload(); });
  setInterval(upload, Number(form.dataset.every || 45) * 1000);

  // ---- What is pasted from Word or a page becomes Markdown, as an imported file does.
  const css = (n) => (n.getAttribute && n.getAttribute('style')) || '';
  const edge = '\u0001'; // the end of a line, or of a block within a cell or an entry
  const raised = { super: '⁰¹²³⁴⁵⁶⁷⁸⁹', sub: '₀₁₂₃₄₅₆₇₈₉' };
  const spell = (n, shift) => {
    if (n.nodeType === 3) return shift ? n.data.replace(/\d/g, (d) => raised[shift][d]) : n.data;
    if (n.nodeType !== 1 || /^(SCRIPT|STYLE|HEAD|META|TITLE)$/.test(n.tagName)) return '';
    if (n.tagName === 'BR') return edge;
    const style = /vertical-align:\s*(super|sub)\b/i.exec(css(n));
    const moved = n.tagName === 'SUP' ? 'super' : n.tagName === 'SUB' ? 'sub' : style ? style[1].toLowerCase() : shift;
    const text = Array.from(n.childNodes, (c) => spell(c, moved)).join('');
    return /^(P|DIV|LI|UL|OL|TR|TD|TH|H[1-6])$/.test(n.tagName) ? edge + text + edge : text;
  };
  // A break in the source between two Chinese characters is no space.
  const inline = (n, between = ' ') => spell(n).replace(/([\u2e80-\uffef])[ \t\r]*\n\s*(?=[\u2e80-\uffef])/g, '$1').replace(/[\s\u00a0]+/g, ' ')
    .split(edge).map((part) => part.trim()).filter(Boolean).join(between);
  // Word writes the mark of an entry into its paragraph, in a piece of its own.
  const symbolic = /font-family:[^;]*(Wingdings|Symbol|Courier)/i;
  const entry = (p) => {
    const level = /mso-list:\s*\w+\s+level(\d)/i.exec(css(p));
    if (!level && !/MsoListParagraph/.test(p.className)) return '';
    const pieces = Array.from(p.querySelectorAll('[style]'));
    const piece = pieces.find((e) => /mso-list:\s*ignore/i.test(css(e))) || pieces.find((e) => symbolic.test(css(e)) && inline(e).length === 1);
    const label = piece ? inline(piece) : '';
    const pictured = piece && [piece.parentNode, piece, ...piece.querySelectorAll('[style]')].some((e) => e !== p && symbolic.test(css(e)));
    if (piece) piece.remove();
    const bare = inline(p);
    const text = bare.replace(/^[·•●○■□◆◇▪➢]\s*/, '');
    if (!text || (!level && !piece && text === bare)) return '';
    const mark = pictured || !/[\p{L}\p{N}]/u.test(label) ? '- ' : label + (/[\w.)]$/.test(label) ? ' ' : '');
    return '  '.repeat(level ? level[1] - 1 : 0) + mark + text;
  };
  const list = (node, deep) => {
    let no = node.start || 1;
    return Array.from(node.children).flatMap((li) => {
      if (/^[UO]L$/.test(li.tagName)) return list(li, deep + 1);
      const below = Array.from(li.querySelectorAll('ul, ol')).filter((l) => l.parentNode.closest('li, ul, ol') === li).flatMap((l) => list(l, deep + 1));
      li.querySelectorAll('ul, ol').forEach((l) => l.remove());
      const text = inline(li);
      return (text ? ['  '.repeat(deep) + (node.tagName === 'OL' ? no++ + '. ' : '- ') + text] : []).concat(below);
    });
  };
  // What a merged cell covers is left empty, as in an imported file.
  const widest = 64;
  const table = (node) => {
    const rows = Array.from(node.rows);
    const grid = rows.map(() => []);
    rows.forEach((r, y) => {
      let x = 0;
      for (const c of r.cells) {
        while (grid[y][x] !== undefined) x++;
        const across = Math.min(c.colSpan, widest);
        const end = c.rowSpan ? Math.min(y + c.rowSpan, rows.length) : rows.length;
        for (let i = y; i < end; i++) for (let j = x; j < x + across; j++) grid[i][j] = '';
        grid[y][x] = inline(c).replace(/\|/g, '\\|');
        x += across;
      }
    });
    const width = Math.max(0, ...grid.map((r) => r.length));
    if (!width) return '';
    const line = (r) => '| ' + Array.from({ length: width }, (_, i) => r[i] || '').join(' | ') + ' |';
    return [line(grid[0]), '|' + '---|'.repeat(width), ...grid.slice(1).map(line)].join('\n');
  };
  const blocks = (node, out) => {
    const add = (text, listed = false) => { if (text.trim()) out.push({ text, listed }); };
    for (const n of node.childNodes) {
      if (n.nodeType === 3) { add(n.textContent.trim()); continue; }
      if (n.nodeType !== 1) continue;
      const tag = n.tagName;
      if (/^(SCRIPT|STYLE|HEAD|META|TITLE)$/.test(tag)) continue;
      if (/^H[1-6]$/.test(tag)) add('#'.repeat(Number(tag[1])) + ' ' + inline(n));
      else if (tag === 'TABLE') add(table(n));
      else if (tag === 'UL' || tag === 'OL') add(list(n, 0).join('\n'), true);
      else if (/^(P|LI|TD|PRE|BLOCKQUOTE)$/.test(tag) || !n.querySelector('p, h1, h2, h3, h4, h5, h6, table, ul, ol, div')) {
        const one = entry(n);
        add(one || inline(n, '\n'), Boolean(one));
      } else blocks(n, out);
    }
    return out;
  };
  const shaped = /<(table|h[1-6]|ul|ol|su[bp])\b|mso-list:|MsoListParagraph|vertical-align:\s*su(b|per)\b/i;
  form.querySelectorAll('textarea[data-markdown]').forEach((area) => area.addEventListener('paste', (ev) => {
    const html = ev.clipboardData && ev.clipboardData.getData('text/html');
    if (!html || !shaped.test(html)) return; // plain words paste as they are
    const found = blocks(new DOMParser().parseFromString(html, 'text/html').body, []);
    const text = found.map((b, i) => (i === 0 ? '' : b.listed && found[i - 1].listed ? '\n' : '\n\n') + b.text).join('');
    if (!text) return;
    ev.preventDefault();
    // The old command, since it alone can be undone.
    if (!document.execCommand('insertText', false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }));

  // ---- How long the title is, once that matters.
  const title = $('f-text-title');
  const count = () => {
    const n = Array.from(title.value).length;
    const full = title.value.length >= title.maxLength;
    $('title-count').textContent = n <= 50 ? '' : full ? w('现有{n}字，已到上限，超出的部分没有录入。', { n }) : w('现有{n}字。', { n });
  };
  title.addEventListener('input', count);

  count();
  fetch('/healthz', { cache: 'no-store' }).then(set, () => { /* offline: the clock of this computer has to do */ });
  offer();
  draw();
})();
