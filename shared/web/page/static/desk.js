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
  if (!form || !window.FormData || !window.htmx) {
    return;
  }
  var list = document.getElementById("resultados"), state = document.getElementById("avance"), waiting = [], done = 0, all = 0, busy = false;
  // line is what stands of a file until its result comes.
  function line(file) {
    var li = document.createElement("li"), text = document.createElement("span"), bar = document.createElement("progress");
    li.className = "espera";
    bar.max = 100;
    bar.setAttribute("aria-label", file.name);
    li.append(text, " ", bar);
    list.append(li);
    var job = { file: file, li: li };
    job.say = function (word, part) {
      text.textContent = file.name + ": " + word;
      if (part === null) {
        bar.removeAttribute("value");
      } else {
        bar.value = part;
      }
    };
    // What was refused says why, when the answer is a page of ours.
    job.fail = function (page) {
      var why = page && new DOMParser().parseFromString(page, "text/html").querySelector("main [role=alert]");
      li.className = "alerta";
      li.textContent = file.name + ": " + ((why && why.textContent.trim()) || state.dataset.failed);
    };
    job.say(state.dataset.waiting, 0);
    return job;
  }
  function next() {
    var job = waiting.shift();
    state.textContent = state.dataset.done + ": " + done + " / " + all;
    if (!job) {
      busy = false;
      return;
    }
    busy = true;
    var body = new FormData(), ask = new XMLHttpRequest();
    body.append("documento", job.file, job.file.name);
    ask.open("POST", form.dataset.drop);
    ask.setRequestHeader("X-Immex-Token", form.dataset.token);
    ask.setRequestHeader("HX-Request", "true");
    ask.upload.onprogress = function (e) {
      if (e.lengthComputable) {
        job.say(state.dataset.sending, Math.floor((100 * e.loaded) / e.total));
      }
    };
    ask.upload.onload = function () {
      job.say(state.dataset.reading, null);
    };
    ask.onload = function () {
      if (ask.status !== 200) {
        job.fail(ask.responseText);
        return;
      }
      window.htmx.swap(job.li, ask.responseText, { swapStyle: "outerHTML" });
    };
    ask.onerror = function () {
      job.fail();
    };
    ask.onloadend = function () {
      done++;
      next();
    };
    ask.send(body);
  }
  function add(files) {
    all += files.length;
    for (var i = 0; i < files.length; i++) {
      waiting.push(line(files[i]));
    }
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
