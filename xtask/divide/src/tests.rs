//! Divided programs do what undivided ones do, however they are divided.

use std::sync::{Arc, Mutex};

use wasmi::{Caller, Engine, Extern, Linker, Module, Store};

use crate::plan::Plan;
use crate::program::Program;
use crate::{LOADER, count, divide, profile};

/// A program that calls by name and through its table, into and out of what may move, and shares its
/// memory and a global between all of it. The first five of its functions may move.
const PROGRAM: &str = r#"
(module
  (type $binary (func (param i32 i32) (result i32)))
  (import "outside" "join" (func $join))
  (import "outside" "tell" (func $tell (param i32)))
  (table 4 4 funcref)
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))
  (elem (i32.const 1) $add $subtract)
  (func $add (type $binary) (global.set $calls (i32.add (global.get $calls) (i32.const 1))) (i32.add (local.get 0) (local.get 1)))
  (func $subtract (type $binary) (i32.sub (local.get 0) (call $double (local.get 1))))
  (func $double (param i32) (result i32) (call $add (local.get 0) (local.get 0)))
  (func $write (param i32 i64) (i64.store (local.get 0) (i64.mul (local.get 1) (i64.const 3))) (call $tell (local.get 0)))
  (func $through (param i32 i32) (result i32) (call_indirect (type $binary) (local.get 1) (local.get 1) (local.get 0)))
  (func (export "load_rest") (call $fetch))
  (func $fetch (call $join))
  (func (export "run") (param i32) (result i64)
    (call $write (i32.const 8) (i64.extend_i32_s (local.get 0)))
    (call $tell (call $through (i32.const 1) (local.get 0)))
    (call $tell (call $through (i32.const 2) (local.get 0)))
    (call $tell (global.get $calls))
    (i64.add (i64.load (i32.const 8)) (i64.extend_i32_s (call $double (local.get 0))))))
"#;
const MOVABLE: u32 = 5;

/// What a program told, and how often it asked for its rest.
type Told = Arc<Mutex<(Vec<i32>, usize)>>;

fn program() -> Vec<u8> {
    wat::parse_str(PROGRAM).expect("the program is right")
}

/// What a program answers and tells on the way, and how often it asked for its rest.
fn run(first: &[u8], rest: Option<Vec<u8>>) -> (Vec<i64>, Vec<i32>, usize) {
    let engine = Engine::default();
    let told = Told::default();
    let mut store = Store::new(&engine, told.clone());
    let mut linker = Linker::<Told>::new(&engine);
    let tell = |caller: Caller<'_, Told>, number: i32| caller.data().lock().expect("is free").0.push(number);
    linker.func_wrap("outside", "tell", tell).expect("is new");
    let join = move |mut caller: Caller<'_, Told>| {
        caller.data().lock().expect("is free").1 += 1;
        let module =
            Module::new(caller.engine(), rest.as_ref().expect("there is a rest")).expect("the rest is a program");
        let exports: Vec<Extern> = module
            .imports()
            .map(|import| caller.get_export(import.name()).expect("the first program exports it"))
            .collect();
        wasmi::Instance::new(&mut caller, &module, &exports).expect("the rest joins");
    };
    linker.func_wrap("outside", "join", join).expect("is new");
    let module = Module::new(&engine, first).expect("the first program is one");
    let instance = linker.instantiate_and_start(&mut store, &module).expect("the first program starts alone");
    let run = instance.get_typed_func::<i32, i64>(&store, "run").expect("it is exported");
    let answers = [5, -3, 40_000].map(|number| run.call(&mut store, number).expect("it ends")).to_vec();
    let (told, joined) = told.lock().expect("is free").clone();
    (answers, told, joined)
}

#[test]
fn however_it_is_divided_a_program_answers_the_same() {
    let file = program();
    let program = Program::read(&file).expect("it can be read");
    let (answers, told, _) = run(&file, None);
    for moves in 0..1_u32 << MOVABLE {
        let loader = program.exports[LOADER];
        let plan = Plan::new(&program, loader, &[], |function| moves >> (function - program.imported) & 1 == 1);
        let rest = divide::rest(&plan).expect("the rest can be written");
        let first = divide::first(&file, &plan, "rest.wasm").expect("the first can be written");
        let divided = run(&first, Some(rest));
        assert_eq!(divided, (answers.clone(), told.clone(), usize::from(moves > 0)), "{moves:05b}");
    }
}

#[test]
fn whatever_fetches_the_rest_stays() {
    let file = program();
    let program = Program::read(&file).expect("it can be read");
    let loader = program.exports[LOADER];
    let double = program.own().find(|function| program.name(*function) == "double").expect("it is there");
    for (fetch, stays) in
        [(vec![], vec!["load_rest", "fetch"]), (vec![double], vec!["add", "double", "load_rest", "fetch"])]
    {
        let plan = Plan::new(&program, loader, &fetch, |_| true);
        let stay = program.own().filter(|function| !plan.moved.contains(function));
        let named = stay.map(|function| if function == loader { LOADER } else { program.name(function) });
        assert_eq!(named.collect::<Vec<_>>(), stays);
    }
}

#[test]
fn a_counting_program_answers_the_same_and_knows_what_was_called() {
    let file = program();
    let program = Program::read(&file).expect("it can be read");
    let counting = count::counting(&file, &program).expect("it can be written");
    assert_eq!(run(&counting, None), run(&file, None));
    let engine = Engine::default();
    let module = Module::new(&engine, &counting).expect("it is a program");
    for name in ["add", "write", "fetch"] {
        let mark = format!("{}{}", count::CALLED, profile::mark(name));
        assert!(module.exports().any(|export| export.name() == mark), "{name}");
    }
}

#[test]
fn a_program_without_names_divides_into_itself() {
    let file = program();
    let bare = divide::whole(&file).expect("it can be written");
    assert!(bare.len() < file.len());
    assert_eq!(run(&bare, None), run(&file, None));
}

#[test]
fn what_is_cut_off_or_not_understood_is_a_sentence() {
    let file = program();
    // An early end between two sections is a program as well, only less of one.
    let read = (0..file.len()).filter(|end| Program::read(&file[..*end]).is_ok()).count();
    assert!(read < 4, "{read} beginnings were taken for a program");
    for (text, says) in [
        ("(module)", "without a memory"),
        ("(module (memory 1))", "without a table"),
        ("(module (memory 1) (table 1 funcref) (elem (i32.const 0) $a) (start $a) (func $a))", "starts by itself"),
        (
            "(module (memory 1) (table 1 funcref) (elem (i32.const 0) $a) (func $a (drop (ref.func $a))))",
            "whole segments",
        ),
        ("(module (memory 1) (memory 1))", "second memory"),
    ] {
        let file = wat::parse_str(text).expect("the text is right");
        let said = Program::read(&file).err().unwrap_or_default();
        assert!(said.contains(says), "{text}: {said}");
    }
}
