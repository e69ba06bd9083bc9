// What a page does beyond reading: nothing here is needed to read one.
"use strict";
// A choice that stands for itself sends its form.
document.addEventListener("change", function (e) {
  if (e.target.matches("[data-send]")) {
    e.target.form.requestSubmit();
  }
});
// Documents that are dropped or chosen go one by one, each with its line as it
// happens; without this the form sends them all and answers with a page.
(function () {
  var form = document.querySelector("[data-drop]");
  if (!form || !window.fetch) {
    return;
  }
  var list = document.getElementById("resultados"), state = document.getElementById("avance"), waiting = [], done = 0, all = 0, busy = false;
  function failed(name) {
    var li = document.createElement("li");
    li.className = "alerta";
    li.textContent = name + ": " + state.dataset.failed;
    list.append(li);
  }
  function next() {
    var file = waiting.shift();
    if (!file) {
      busy = false;
      state.textContent = state.dataset.done + ": " + done + " / " + all;
      return;
    }
    busy = true;
    state.textContent = state.dataset.of + ": " + (done + 1) + " / " + all + " · " + file.name;
    var body = new FormData();
    body.append("documento", file, file.name);
    fetch(form.dataset.drop, { method: "POST", body: body, credentials: "same-origin", headers: { "X-Immex-Token": form.dataset.token, "HX-Request": "true" } })
      .then(function (r) {
        return r.ok && !r.redirected ? r.text() : Promise.reject(new Error(String(r.status)));
      })
      .then(function (html) {
        window.htmx.swap(list, html, { swapStyle: "beforeend" });
      })
      .catch(function () {
        failed(file.name);
      })
      .then(function () {
        done++;
        next();
      });
  }
  function add(files) {
    for (var i = 0; i < files.length; i++) {
      waiting.push(files[i]);
    }
    all += files.length;
    if (!busy && files.length) {
      next();
    }
  }
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    add(document.getElementById("documento").files);
    form.reset();
  });
  form.addEventListener("dragover", function (e) {
    e.preventDefault();
    form.classList.add("encima");
  });
  form.addEventListener("dragleave", function () {
    form.classList.remove("encima");
  });
  form.addEventListener("drop", function (e) {
    e.preventDefault();
    form.classList.remove("encima");
    add(e.dataTransfer.files);
  });
})();
