;; What Emacs shows of the plan in its buffer: as it was opened, after keystrokes, and after the first thing offered at the cursor.
(require 'json)
(require 'seq)

(defvar seen nil)

(defun shown ()
  (mapcar (lambda (one)
            (save-excursion
              (goto-char (flymake-diagnostic-beg one))
              (list (line-number-at-pos) (1+ (- (point) (line-beginning-position))) (flymake-diagnostic-text one))))
          (flymake-diagnostics)))

(defun says (rule) (seq-some (lambda (one) (string-match-p (regexp-quote (concat "[" rule "]")) (nth 2 one))) (shown)))

(defun look (name settled)
  (let ((end (+ (float-time) 20)))
    (while (not (or (funcall settled) (> (float-time) end)))
      (accept-process-output nil 0.05)
      (flymake-start)))
  (push (cons name (list (cons 'settled (if (funcall settled) t :json-false))
                         (cons 'text (buffer-string))
                         (cons 'found (vconcat (mapcar #'vconcat (shown))))))
        seen))

(find-file "plans/ada.md")
(run-hooks 'post-command-hook) ; nobody types here, and it waits for that
(look 'opened (lambda () (says "goal-missing")))
(goto-char (point-min))
(search-forward "draft")
(execute-kbd-macro (kbd "M-DEL Exploring"))
(eglot--signal-textDocument/didChange)
(look 'typed (lambda () (says "invalid-value")))
(search-backward "Exploring")
(cl-letf (((symbol-function 'completing-read) (lambda (_ actions &rest _) (caar actions)))
          (eglot-confirm-server-initiated-edits nil))
  (eglot-code-actions (point) (point) "quickfix" t))
(eglot--signal-textDocument/didChange)
(look 'mended (lambda () (and (shown) (not (says "invalid-value")))))
(with-temp-file "../seen.json" (insert (json-encode seen)))
(set-buffer-modified-p nil)
(eglot-shutdown-all)
(kill-emacs)
