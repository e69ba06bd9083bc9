(function () {
  'use strict';
  var lists = [].slice.call(document.querySelectorAll('.lista'));
  var box = document.getElementById('busca');
  function plain(s) {
    return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  }
  function body(list) {
    return list.querySelector('tbody');
  }
  var words = new Map();
  lists.forEach(function (list) {
    [].forEach.call(body(list).rows, function (row) {
      words.set(row, plain([].map.call(row.cells, function (c) { return c.textContent; }).join(' ')));
    });
  });
  function search() {
    var wanted = plain(box.value).split(/\s+/).filter(Boolean);
    lists.forEach(function (list) {
      var rows = [].slice.call(body(list).rows), shown = 0;
      rows.forEach(function (row) {
        var ok = wanted.every(function (w) { return words.get(row).indexOf(w) >= 0; });
        row.hidden = !ok;
        shown += ok ? 1 : 0;
      });
      list.querySelector('output').textContent = '(' + shown + ' / ' + rows.length + ')';
    });
  }
  function value(row, column, number) {
    var text = row.cells[column].textContent;
    if (!number) {
      return text;
    }
    text = text.replace(/,/g, '');
    return text === '' || isNaN(text) ? -Infinity : Number(text);
  }
  function sort(list, heading, column) {
    var down = heading.getAttribute('aria-sort') === 'ascending';
    var number = heading.classList.contains('n');
    [].forEach.call(heading.parentNode.cells, function (c) { c.removeAttribute('aria-sort'); });
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var rows = [].slice.call(body(list).rows);
    rows.sort(function (a, b) {
      var x = value(a, column, number), y = value(b, column, number);
      var order = x < y ? -1 : x > y ? 1 : 0;
      return down ? -order : order;
    });
    rows.forEach(function (row) { body(list).appendChild(row); });
  }
  lists.forEach(function (list) {
    [].forEach.call(list.querySelectorAll('th'), function (heading, column) {
      var button = document.createElement('span');
      button.setAttribute('role', 'button');
      button.tabIndex = 0;
      while (heading.firstChild) {
        button.appendChild(heading.firstChild);
      }
      heading.appendChild(button);
      button.addEventListener('click', function () { sort(list, heading, column); });
      button.addEventListener('keydown', function (e) {
        if (e.key === 'Enter' || e.key === ' ') {
          e.preventDefault();
          sort(list, heading, column);
        }
      });
    });
  });
  box.parentNode.hidden = false;
  box.addEventListener('input', search);
  search();
})();
